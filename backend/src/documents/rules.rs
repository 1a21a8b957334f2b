//! What becomes of documents and of the files that they are and were. Pure.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use entities::{Locale, LocalisedText, MunicipalityId, WaitingFile};

use super::{Document, Place, Version, Written};
use crate::clock::day;
use crate::error::Error;
use crate::locale::written_in;
use crate::storage::Stored;

/// Whether what has documents is what was read by whoever sends a file for it. Of a draft he need not say what he has read:
/// a file takes nothing from it.
///
/// # Errors
/// It is another version, or it is published and he does not say.
pub fn as_read(version: i32, is_draft: bool, seen: Option<i32>) -> Result<(), Error> {
    match seen {
        Some(seen) if seen != version => Err(Error::Conflict),
        None if !is_draft => {
            let what = "Say in `version` which version you have read: it is published.";
            Err(Error::BadRequest(what.into()))
        }
        _ => Ok(()),
    }
}

/// A file that has come, before it has a row.
///
/// # Errors
/// It is larger than a column can say.
pub fn come<I: Default>(stored: Stored, now: DateTime<Utc>) -> Result<WaitingFile<I>, Error> {
    Ok(WaitingFile {
        id: I::default(),
        name: stored.name,
        media_type: stored.media_type.to_owned(),
        size_bytes: i64::try_from(stored.size).map_err(Error::internal)?,
        sha256: stored.sha256,
        storage_key: stored.key,
        uploaded_at: now,
    })
}

/// The version of a document that holds, of all files of what it is a document of.
#[must_use]
pub fn holds<V: Version>(files: &[V], document: V::Document) -> Option<&V> {
    files.iter().find(|file| file.document() == document && file.holds())
}

/// The row that a file will have which waits for a document, among these that are there.
#[must_use]
pub fn coming<V: Version>(
    file: &WaitingFile<V::Id>,
    document: V::Document,
    of: (MunicipalityId, V::Of),
    files: &[V],
) -> V {
    let versions = files.iter().filter(|known| known.document() == document).map(Version::version);
    V::new(file, document, of, versions.max().unwrap_or_default() + 1)
}

/// Puts the file that waits for a document in the place of the one that it has.
pub fn take_in<D: Document, V: Version<Document = D::Id>>(
    file: &WaitingFile<V::Id>,
    document: D::Id,
    of: (MunicipalityId, V::Of),
    (documents, files): (&mut [D], &mut Vec<V>),
    zone: Tz,
) {
    let next = coming(file, document, of, files);
    for last in files.iter_mut().filter(|last| last.document() == document && last.holds()) {
        last.replace(file.uploaded_at);
    }
    if next.version() > 1
        && let Some(row) = documents.iter_mut().find(|row| row.id() == document)
    {
        row.replace(day(file.uploaded_at, zone));
    }
    files.push(next);
}

/// Files that wait stay with their documents: what an editor sends of a document says nothing of its file.
pub fn keep_waiting<W>(documents: &mut [W], pending: Option<&[W]>)
where
    W: Written + Clone,
{
    for document in documents {
        let mut known = pending.into_iter().flatten();
        let known = known.find(|known| known.id().is_some() && known.id() == document.id());
        *document.waiting() = known.cloned().and_then(|mut known| known.waiting().take());
    }
}

/// The document that a file is for, among those that are edited, and the id that it has or gets; none where there is no such
/// document. What was only named until now becomes the document. `known` is what stands there under an id.
pub fn listed<W: Written>(
    documents: &mut Vec<W>,
    place: Place<W::Id, W::Role>,
    locale: Locale,
    known: impl Fn(W::Id) -> Option<(W::Role, LocalisedText)>,
) -> Option<(&mut W, W::Id)> {
    let (id, role, name) = match place {
        Place::New(role, name) => (W::Id::default(), role, LocalisedText::new(written_in(&name, locale), name)),
        Place::Of(id) => {
            if let Some(at) = documents.iter().position(|listed| listed.id() == Some(id)) {
                return documents.get_mut(at).map(|listed| (listed, id));
            }
            let (role, name) = known(id)?;
            (id, role, name)
        }
    };
    let is_it = |listed: &W| {
        let so = listed.name().is_some_and(|text| text.original.text == name.original.text);
        listed.id().is_none() && listed.role() == role && so
    };
    let at = documents.iter().position(is_it).unwrap_or_else(|| {
        documents.push(W::new(role, name));
        documents.len() - 1
    });
    let listed = documents.get_mut(at)?;
    listed.be(id);
    Some((listed, id))
}

/// What has to be written where documents and files become others.
#[derive(Clone, Debug)]
pub struct Settled<D, V> {
    /// Documents that keep their rows, because their files hang on them.
    pub stay: Vec<D>,
    /// Documents that are new.
    pub added: Vec<D>,
    /// Documents that are only taken off the list: what the public could have stays where it was.
    pub off: Vec<D>,
    /// Documents that go, with their files.
    pub gone: Vec<D>,
    /// Files that are new.
    pub coming: Vec<V>,
    /// Files that others have replaced.
    pub replaced: Vec<V>,
}

/// What has to be written where these documents and files become those. From a draft a document goes with its files; of what
/// is published it is only taken off the list.
#[must_use]
pub fn settled<D: Document, V: Version<Document = D::Id>>(
    before: (&[D], &[V]),
    (documents, files): (Vec<D>, Vec<V>),
    is_draft: bool,
    now: DateTime<Utc>,
    zone: Tz,
) -> Settled<D, V> {
    let today = day(now, zone);
    let is_known = |document: &D| before.0.iter().any(|known| known.id() == document.id());
    let (mut stay, added): (Vec<_>, Vec<_>) = documents.into_iter().partition(is_known);
    let left = before.0.iter().filter(|known| stay.iter().all(|document| document.id() != known.id())).cloned();
    let has_file = |document: &D| before.1.iter().any(|file| file.document() == document.id());
    let (mut off, gone): (Vec<_>, Vec<_>) = left.partition(|document| !is_draft && has_file(document));
    off.iter_mut().for_each(|document| document.take_off(today));
    // Files that have waited come out now, and those that they replace are what was.
    let (mut coming, mut replaced) = (files, Vec::new());
    coming.retain(|file| before.1.iter().all(|known| known.id() != file.id()));
    for file in &mut coming {
        file.come(now);
        let last = before.1.iter().filter(|last| last.document() == file.document());
        if let Some(mut last) = last.max_by_key(|last| last.version()).cloned() {
            last.replace(now);
            replaced.push(last);
        }
    }
    for document in &mut stay {
        if document.replaced_on().is_some() && coming.iter().any(|file| file.document() == document.id()) {
            document.date(today);
        }
    }
    Settled { stay, added, off, gone, coming, replaced }
}

/// The documents that have files.
#[must_use]
pub fn with_files<D: Document, V: Version<Document = D::Id>>(documents: &[D], files: &[V]) -> Vec<D> {
    let has_file = |document: &&D| files.iter().any(|file| file.document() == document.id());
    documents.iter().filter(has_file).cloned().collect()
}

/// Makes documents that stay part of the new list, in place of those of the same name.
pub fn keep<D: Document>(mut stay: Vec<D>, new: &mut Vec<D>) {
    stay.retain(|document| new.iter().all(|listed| listed.id() != document.id()));
    let known: Vec<_> = stay.iter().map(|document| &*document.name().original.text).collect();
    let stated: Vec<_> = new.iter().map(|document| &*document.name().original.text).collect();
    let places = same_documents(&known, &stated);
    for (mut known, place) in stay.into_iter().zip(places) {
        match place {
            Some(place) => {
                known.stand_for(&new[place]);
                new[place] = known;
            }
            None => new.push(known),
        }
    }
}

/// Which of the known documents, which stay, a new list speaks of: the place of one of the same name, each taken once.
#[must_use]
pub fn same_documents(known: &[&str], new: &[&str]) -> Vec<Option<usize>> {
    let mut free: Vec<_> = new.iter().map(Some).collect();
    let mut take = |name: &str| {
        let place = free.iter().position(|free| free.is_some_and(|free| *free == name))?;
        free[place].take().map(|_| place)
    };
    known.iter().map(|name| take(name)).collect()
}

/// Documents that stay and have got another file, or their first: what it was, where there was one, and what it is.
#[must_use]
pub fn changed<D: Document, V: Version<Document = D::Id>>(
    before: (&[D], &[V]),
    after: (&[D], &[V]),
) -> Vec<(Option<String>, String)> {
    let held = |files: &[V], document: &D| holds(files, document.id()).map(|file| (file.id(), told(document, file)));
    let is_known = |document: &&D| before.0.iter().any(|known| known.id() == document.id());
    let change = |document: &D| {
        let (was, is) = (held(before.1, document), held(after.1, document)?);
        let other = was.as_ref().is_none_or(|was| was.0 != is.0);
        other.then(|| (was.map(|was| was.1), is.1))
    };
    after.0.iter().filter(is_known).filter_map(change).collect()
}

/// How a version of a document is told of where it changed.
#[must_use]
pub fn told<D: Document, V: Version>(document: &D, file: &V) -> String {
    file_told(&document.name().original.text, &file.file().0.name, file.version())
}

/// The same in words: `Obrazac: obrazac.docx (2)`. The first has no number.
#[must_use]
pub fn file_told(document: &str, file: &str, version: i32) -> String {
    if version == 1 { format!("{document}: {file}") } else { format!("{document}: {file} ({version})") }
}

#[cfg(test)]
mod tests {
    use entities::{
        ConsultationDocumentId, ConsultationDocumentRole, ConsultationId, Locale, LocalisedText, MunicipalityId,
        PaperContent, WaitingFile, consultation_document, consultation_file,
    };

    use super::super::{Document as _, Place, Version};
    use super::{as_read, changed, file_told, keep_waiting, listed, same_documents, settled, take_in};
    use crate::clock::{Tz, zone};
    use crate::error::Error;

    type Documents = Vec<consultation_document::Model>;
    type Files = Vec<consultation_file::Model>;

    fn text(words: &str) -> LocalisedText {
        LocalisedText::new(Locale::SrLatn, words)
    }

    fn here() -> Tz {
        zone("Europe/Sarajevo")
    }

    const OF: (MunicipalityId, ConsultationId) = (MunicipalityId(uuid::Uuid::nil()), ConsultationId(uuid::Uuid::nil()));

    fn document(name: &str) -> consultation_document::Model {
        consultation_document::Model {
            id: ConsultationDocumentId::new(),
            municipality_id: OF.0,
            consultation_id: OF.1,
            position: 1,
            role: ConsultationDocumentRole::Form,
            name: text(name),
            url: None,
            media_type: None,
            size_bytes: None,
            version: 1,
            replaced_on: None,
            removed_on: None,
        }
    }

    fn file(name: &str, at: &str) -> WaitingFile<entities::ConsultationFileId> {
        WaitingFile {
            id: entities::ConsultationFileId::new(),
            name: name.into(),
            media_type: "application/pdf".into(),
            size_bytes: 1,
            sha256: "00".into(),
            storage_key: name.into(),
            uploaded_at: at.parse().expect("an instant"),
        }
    }

    const NOW: &str = "2026-11-24T23:30:00Z";

    #[test]
    fn what_is_published_changes_for_nobody_who_has_not_read_it() {
        assert!(
            as_read(3, true, None).is_ok() && as_read(3, true, Some(3)).is_ok() && as_read(3, false, Some(3)).is_ok()
        );
        assert!(matches!(as_read(3, true, Some(2)), Err(Error::Conflict)));
        assert!(matches!(as_read(3, false, Some(2)), Err(Error::Conflict)));
        assert!(matches!(as_read(3, false, None), Err(Error::BadRequest(_))));
    }

    #[test]
    fn a_file_takes_the_place_of_the_one_before_which_stays() {
        let (mut documents, mut files): (Documents, Files) = (vec![document("Nacrt"), document("Plan")], Vec::new());
        let id = documents[0].id();
        for (name, at) in [("a.pdf", "2026-11-20T10:00:00Z"), ("b.pdf", NOW)] {
            take_in(&file(name, at), id, OF, (&mut documents, &mut files), here());
        }
        let told: Vec<_> = files.iter().map(|file| (&*file.name, file.version, Version::holds(file))).collect();
        assert_eq!(told, [("a.pdf", 1, false), ("b.pdf", 2, true)]);
        // Half past eleven in London is the next day here.
        assert_eq!((documents[0].version, documents[0].replaced_on), (2, "2026-11-25".parse().ok()));
        assert_eq!((documents[1].version, documents[1].replaced_on), (1, None));
    }

    #[test]
    fn what_the_public_could_have_is_only_taken_off_the_list() {
        let (mut documents, mut files): (Documents, Files) =
            (vec![document("Stoji"), document("S datotekom"), document("Bez datoteke")], Vec::new());
        for at in [0, 1] {
            take_in(
                &file("a.pdf", "2026-11-20T10:00:00Z"),
                documents[at].id(),
                OF,
                (&mut documents, &mut files),
                here(),
            );
        }
        let (mut after, mut now): (Documents, Files) = (vec![documents[0].clone(), document("Novi")], files.clone());
        let (stays, new) = (after[0].id(), after[1].id());
        for id in [stays, new] {
            take_in(&file("b.pdf", "2026-11-22T10:00:00Z"), id, OF, (&mut after, &mut now), here());
        }
        let names = |documents: &[consultation_document::Model]| -> Vec<String> {
            documents.iter().map(|document| document.name.original.text.clone()).collect()
        };
        let at = NOW.parse().expect("an instant");
        for (is_draft, off, gone) in
            [(true, vec![], vec!["S datotekom", "Bez datoteke"]), (false, vec!["S datotekom"], vec!["Bez datoteke"])]
        {
            let done = settled((&documents, &files), (after.clone(), now.clone()), is_draft, at, here());
            assert_eq!(
                (names(&done.off), names(&done.gone)),
                (off.into_iter().map(String::from).collect(), gone.into_iter().map(String::from).collect())
            );
            assert_eq!((names(&done.stay), names(&done.added)), (vec!["Stoji".into()], vec!["Novi".into()]));
            assert!(done.off.iter().all(|document| document.removed_on == "2026-11-25".parse().ok()));
            // What waited came when it was published, and not before.
            assert!(done.coming.iter().all(|file| file.uploaded_at == at) && done.coming.len() == 2);
            let replaced: Vec<_> = done.replaced.iter().map(|file| (file.document_id, file.replaced_at)).collect();
            assert_eq!(replaced, [(stays, Some(at))]);
            assert_eq!(done.stay[0].replaced_on, "2026-11-25".parse().ok());
        }
    }

    #[test]
    fn that_a_document_has_another_file_is_told_and_that_it_is_new_is_told_by_the_list() {
        let (mut documents, mut files): (Documents, Files) = (vec![document("Nacrt"), document("Plan")], Vec::new());
        let (first, second) = (documents[0].id(), documents[1].id());
        take_in(&file("a.pdf", NOW), first, OF, (&mut documents, &mut files), here());
        let before = (documents.clone(), files.clone());
        documents.push(document("Novi"));
        let new = documents[2].id();
        for id in [first, second, new] {
            take_in(&file("b.pdf", NOW), id, OF, (&mut documents, &mut files), here());
        }
        let expected =
            [(Some("Nacrt: a.pdf".to_owned()), "Nacrt: b.pdf (2)".to_owned()), (None, "Plan: b.pdf".to_owned())];
        assert_eq!(changed((&before.0, &before.1), (&documents, &files)), expected);
        assert!(changed((&documents, &files), (&documents, &files)).is_empty());
    }

    #[test]
    fn a_file_finds_the_document_that_it_is_for() {
        let written = |id, name: &str| PaperContent {
            id,
            role: ConsultationDocumentRole::Form,
            name: Some(text(name)),
            url: None,
            file: None,
        };
        let (there, removed) = (ConsultationDocumentId::new(), ConsultationDocumentId::new());
        let mut all = vec![written(Some(there), "Obrazac"), written(None, "Plan")];
        let known = |id| (id == removed).then(|| (ConsultationDocumentRole::Other, text("Uklonjen")));
        let new = |name: &str| Place::New(ConsultationDocumentRole::Form, name.into());
        let place = |place, all: &mut Vec<PaperContent>| {
            let found = listed(all, place, Locale::SrLatn, known);
            let id = found.map(|(_, id)| id)?;
            all.iter().position(|one| one.id == Some(id))
        };
        assert_eq!(place(Place::Of(there), &mut all), Some(0));
        // What was only named becomes the document; what is there already under that name stays another one.
        assert_eq!(place(new("Plan"), &mut all), Some(1));
        assert_eq!(place(new("Obrazac"), &mut all), Some(2));
        // It was taken off the list, and the file puts it back.
        assert_eq!(place(Place::Of(removed), &mut all), Some(3));
        assert_eq!(place(Place::Of(ConsultationDocumentId::new()), &mut all), None);
        assert_eq!(all.len(), 4);
    }

    #[test]
    fn a_file_that_waits_stays_with_its_document_and_with_no_other() {
        let id = ConsultationDocumentId::new();
        let paper = |id, file| PaperContent {
            id,
            role: ConsultationDocumentRole::Form,
            name: Some(text("Obrazac")),
            url: None,
            file,
        };
        let pending = [paper(Some(id), Some(file("a.pdf", NOW))), paper(None, None)];
        let mut sent = vec![paper(None, None), paper(Some(id), None)];
        keep_waiting(&mut sent, Some(&pending));
        assert_eq!(sent.iter().map(|one| one.file.is_some()).collect::<Vec<_>>(), [false, true]);
        // What is brought from elsewhere names nobody's bytes.
        keep_waiting(&mut sent, None);
        assert!(sent.iter().all(|one| one.file.is_none()));
    }

    #[test]
    fn a_document_is_recognised_by_its_name_and_once() {
        for (known, new, expected) in [
            (&["a", "b"] as &[_], &["b", "a"] as &[_], &[Some(1_usize), Some(0)] as &[_]),
            (&["a"], &[], &[None]),
            (&["a", "a"], &["a"], &[Some(0), None]),
            (&["a", "a"], &["a", "b", "a"], &[Some(0), Some(2)]),
            (&[], &["a"], &[]),
        ] {
            assert_eq!(same_documents(known, new), expected, "{known:?} {new:?}");
        }
        assert_eq!(file_told("Obrazac", "obrazac.docx", 1), "Obrazac: obrazac.docx");
        assert_eq!(file_told("Obrazac", "obrazac.docx", 2), "Obrazac: obrazac.docx (2)");
    }
}
