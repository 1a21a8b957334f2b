//! The files of a comment: what is left of one that an official takes off, or whose sender is forgotten.

use entities::{AttachedFile, AttachedFiles, CommentReason};

/// The files of a comment without these, named by their hashes. Of each a mark is left: why it went, and its hash, so that
/// whoever has the file can still show that it was this one. None where one of these does not stand there.
#[must_use]
pub fn taken_off(files: &[AttachedFile], these: &[String], reason: CommentReason) -> Option<Vec<AttachedFile>> {
    let stands = |sum: &String| files.iter().any(|file| file.taken_off.is_none() && file.sha256 == *sum);
    if !these.iter().all(stands) {
        return None;
    }
    let goes = |file: &AttachedFile| file.taken_off.is_none() && these.contains(&file.sha256);
    let mark = |file: &AttachedFile| AttachedFile {
        sha256: file.sha256.clone(),
        taken_off: Some(reason),
        ..AttachedFile::default()
    };
    let left = files.iter().map(|file| if goes(file) { mark(file) } else { file.clone() });
    Some(in_order(left.collect()))
}

/// What is left when whoever sent them is forgotten: that there were files. Not their hashes either, because the same file
/// elsewhere would say whose it is. None where nothing is left to be forgotten.
#[must_use]
pub fn forgotten(files: &[AttachedFile]) -> Option<Vec<AttachedFile>> {
    let mark = |file: &AttachedFile| AttachedFile {
        taken_off: Some(file.taken_off.unwrap_or(CommentReason::PersonalData)),
        ..AttachedFile::default()
    };
    let left: Vec<_> = files.iter().map(mark).collect();
    (left != files).then_some(left)
}

/// Where the bytes lie of what stood there before and does not now.
#[must_use]
pub fn unnamed(before: &[AttachedFile], now: Option<&AttachedFiles>) -> Vec<String> {
    let named = |key: &String| now.is_some_and(|now| now.0.iter().any(|file| file.storage_key == *key));
    let keys = before.iter().map(|file| &file.storage_key).filter(|key| !key.is_empty());
    keys.filter(|key| !named(key)).cloned().collect()
}

/// Marks stand behind what is there.
fn in_order(mut files: Vec<AttachedFile>) -> Vec<AttachedFile> {
    files.sort_by_key(|file| file.taken_off.is_some());
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str) -> AttachedFile {
        AttachedFile {
            name: name.to_owned(),
            media_type: "application/pdf".to_owned(),
            size_bytes: 7,
            sha256: format!("hash of {name}"),
            storage_key: format!("key of {name}"),
            taken_off: None,
        }
    }

    fn mark(name: &str, reason: CommentReason) -> AttachedFile {
        AttachedFile { sha256: format!("hash of {name}"), taken_off: Some(reason), ..AttachedFile::default() }
    }

    #[test]
    fn of_a_file_that_is_taken_off_a_mark_is_left_behind_those_that_stay() {
        use CommentReason::{PersonalData, Unlawful};

        let files = [file("a"), file("b")];
        let these = |names: &[&str]| names.iter().map(|name| format!("hash of {name}")).collect::<Vec<_>>();
        let left = taken_off(&files, &these(&["a"]), PersonalData).expect("it stands there");
        assert_eq!(left, [file("b"), mark("a", PersonalData)]);
        assert_eq!(unnamed(&files, Some(&AttachedFiles(left.clone()))), ["key of a"]);
        // What is off already cannot be taken off for another reason.
        assert_eq!(taken_off(&left, &these(&["a"]), Unlawful), None);
        assert_eq!(taken_off(&left, &these(&["c"]), Unlawful), None);
        assert_eq!(taken_off(&left, &[], Unlawful), Some(left.clone()));
        let none = taken_off(&left, &these(&["b"]), Unlawful).expect("it stands there");
        assert_eq!(none, [mark("b", Unlawful), mark("a", PersonalData)]);
        assert_eq!(unnamed(&left, None), ["key of b"]);
    }

    #[test]
    fn with_whoever_sent_them_names_and_hashes_go_and_the_marks_stay() {
        use CommentReason::{PersonalData, Unlawful};

        let nameless = |reason| AttachedFile { taken_off: Some(reason), ..AttachedFile::default() };
        let left = forgotten(&[file("a"), mark("b", Unlawful)]).expect("something to forget");
        assert_eq!(left, [nameless(PersonalData), nameless(Unlawful)]);
        assert_eq!(forgotten(&left), None);
        assert_eq!(forgotten(&[]), None);
    }
}
