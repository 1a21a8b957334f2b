//! Acts as municipalities write them: every case is one that pages, letters or PDFs of theirs have.

use entities::AnchorKind;

use super::read::{markdown, plain};
use super::{Line, tree};

/// One line for each part: `§` a chapter, `#` an article, `·` a paragraph; label, heading and text.
fn told(lines: &[Line]) -> String {
    let parts = tree(lines).into_iter().map(|part| {
        let mark = match part.kind {
            AnchorKind::Chapter => "§",
            AnchorKind::Article => "#",
            AnchorKind::Paragraph => "·",
        };
        let said = [part.label, part.heading.map(|heading| format!("«{heading}»")), part.text];
        let said: Vec<_> = said.into_iter().flatten().map(|text| text.replace('\n', " / ")).collect();
        format!("{}{mark} {}", "  ".repeat(part.depth), said.join(" "))
    });
    parts.collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn reads(text: &str, expected: &str) {
    let expected: Vec<_> = expected.lines().filter(|line| !line.trim().is_empty()).collect();
    let margin = expected.iter().map(|line| line.len() - line.trim_start().len()).min().unwrap_or_default();
    let expected: Vec<_> = expected.iter().map(|line| &line[margin..]).collect();
    assert_eq!(told(&plain(text)), expected.join("\n"), "\n{text}");
}

#[test]
fn chapters_articles_and_paragraphs() {
    reads(
        "I OSNOVNE ODREDBE\n\nČlan 1.\n\nOvom odlukom uređuje se držanje pasa.\n\nČlan 2.\n\n(1) Pas se upisuje u \
         evidenciju.\n(2) Upis je besplatan.\n\nII PRELAZNE I ZAVRŠNE ODREDBE\n\nČlan 3.\nOdluka stupa na snagu osmog dana.",
        "
        § I «OSNOVNE ODREDBE»
          # Član 1. Ovom odlukom uređuje se držanje pasa.
          # Član 2.
            · (1) Pas se upisuje u evidenciju.
            · (2) Upis je besplatan.
        § II «PRELAZNE I ZAVRŠNE ODREDBE»
          # Član 3. Odluka stupa na snagu osmog dana.
        ",
    );
}

#[test]
fn cyrillic_with_the_word_glava_and_its_title_below() {
    reads(
        "ГЛАВА I\nОПШТЕ ОДРЕДБЕ\n\nЧлан 1.\nОвом одлуком уређује се комунални ред.\n\nГЛАВА ДРУГА – НАДЗОР\nЧлан 2.\nНадзор \
         врши комунална полиција.",
        "
        § ГЛАВА I «ОПШТЕ ОДРЕДБЕ»
          # Члан 1. Овом одлуком уређује се комунални ред.
        § ГЛАВА ДРУГА «НАДЗОР»
          # Члан 2. Надзор врши комунална полиција.
        ",
    );
}

#[test]
fn a_title_above_the_number_in_croatian() {
    reads(
        "I. OPĆE ODREDBE\nPredmet odluke\nČlanak 1.\nOvom se odlukom uređuje komunalni red.\nPojmovi\nČlanak 2.\n(1) Pojmovi \
         imaju sljedeće značenje.\n(2) Ostali su u zakonu.",
        "
        § I. «OPĆE ODREDBE»
          # Članak 1. «Predmet odluke» Ovom se odlukom uređuje komunalni red.
          # Članak 2. «Pojmovi»
            · (1) Pojmovi imaju sljedeće značenje.
            · (2) Ostali su u zakonu.
        ",
    );
}

#[test]
fn a_title_below_the_number_or_beside_it() {
    reads(
        "Član 4.\nObaveze držaoca\nDržalac je dužan da čuva psa.\nČlan 5. (Evidencija)\nEvidenciju vodi odjeljenje.\nČlan 6 – \
         Kontrola\nKontrolu vrši inspekcija.\nČlan 7. Troškovi padaju na teret držaoca.",
        "
        # Član 4. «Obaveze držaoca» Držalac je dužan da čuva psa.
        # Član 5. «Evidencija» Evidenciju vodi odjeljenje.
        # Član 6. «Kontrola» Kontrolu vrši inspekcija.
        # Član 7. Troškovi padaju na teret držaoca.
        ",
    );
}

#[test]
fn labels_written_carelessly() {
    for (written, label) in [
        ("ČLAN 12.", "ČLAN 12."),
        ("Član 12", "Član 12."),
        ("Član  12 .", "Član 12."),
        ("Clan 12.", "Clan 12."),
        ("Č l a n 12.", "Član 12."),
        ("Č Л А Н 12.", "ČЛАН 12."),
        ("Члан\u{a0}12.", "Члан 12."),
        // A Latin `a` inside of a Cyrillic word.
        ("Члaн 12.", "Члaн 12."),
        ("**Član 12.**", "Član 12."),
        ("- Član 12. -", "Član 12."),
        ("Čl. 12.", "Čl 12."),
        ("Član 12a.", "Član 12a."),
        ("Član 12.a", "Član 12a."),
        ("Члан 12. а", "Члан 12а."),
        ("Član: 12.", "Član 12."),
        ("\u{feff}Čl\u{ad}an 12.", "Član 12."),
    ] {
        assert_eq!(told(&plain(written)), format!("# {label}"), "{written}");
    }
}

#[test]
fn an_article_that_is_only_spoken_of_begins_nothing() {
    reads(
        "Član 1.\nU Odluci o budžetu\nčlan 3. mijenja se i glasi:\n„Član 3.\nBudžet iznosi 5 KM.“\nČlan 2. stav 1. briše \
         se.\nČlan 39. Zakona o lokalnoj samoupravi primjenjuje se shodno.\nČlan 2.\nStupa na snagu.",
        "
        # Član 1.
          · U Odluci o budžetu član 3. mijenja se i glasi:
          · „Član 3.
          · Budžet iznosi 5 KM.“
          · Član 2. stav 1. briše se.
          · Član 39. Zakona o lokalnoj samoupravi primjenjuje se shodno.
        # Član 2. Stupa na snagu.
        ",
    );
}

#[test]
fn points_belong_to_the_paragraph_that_announces_them() {
    reads(
        "Član 3.\nZabranjeno je:\n1) bacati otpad,\n2) prati vozila,\na) na ulici,\n- na trgu.\nIzuzetno, može se na \
         izletištu.",
        "
        # Član 3.
          · Zabranjeno je: / 1) bacati otpad, / 2) prati vozila, / a) na ulici, / - na trgu.
          · Izuzetno, može se na izletištu.
        ",
    );
}

#[test]
fn lines_that_a_pdf_broke_and_its_page_numbers() {
    reads(
        "Član 8.\nSredstva za rad obezbjeđuju se u budžetu i koriste se namjen-\nski, u skladu sa planom koji donosi\nskupština \
         opštine na prijedlog načelnika.\n\n- 3 -\n\nStrana 4 od 12\n5/12\nČlan 9.\nSredstva se ne prenose.",
        "
        # Član 8. Sredstva za rad obezbjeđuju se u budžetu i koriste se namjenski, u skladu sa planom koji donosi skupština \
         opštine na prijedlog načelnika.
        # Član 9. Sredstva se ne prenose.
        ",
    );
}

#[test]
fn what_stands_before_the_first_article_and_below_the_last() {
    reads(
        "Na osnovu člana 39. Zakona o lokalnoj samoupravi, Skupština donosi\n\nO D L U K U\n\no komunalnom redu\n\nČlan \
         1.\nUređuje se red.\n\nBroj: 01-022-15/26\nDatum: 24. 11. 2026.\nPREDSJEDNIK SKUPŠTINE\nIme i prezime",
        "
        · Na osnovu člana 39. Zakona o lokalnoj samoupravi, Skupština donosi
        · O D L U K U
        · o komunalnom redu
        # Član 1. Uređuje se red.
        · Broj: 01-022-15/26
        · Datum: 24. 11. 2026.
        · PREDSJEDNIK SKUPŠTINE
        · Ime i prezime
        ",
    );
}

#[test]
fn roman_numbers_in_cyrillic_letters() {
    reads(
        "ИВ НАДЗОР\nЧлан 1.\nНадзор врши инспекција.\nІХ КАЗНЕНЕ ОДРЕДБЕ\nЧлан 2.\nКазна је 100 КМ.",
        "
        § ИВ «НАДЗОР»
          # Члан 1. Надзор врши инспекција.
        § ІХ «КАЗНЕНЕ ОДРЕДБЕ»
          # Члан 2. Казна је 100 КМ.
        ",
    );
}

#[test]
fn a_label_keeps_its_roman_number_in_the_other_script() {
    for (label, expected) in
        [("GLAVA I", "ГЛАВА I"), ("I", "I"), ("IV.", "IV."), ("Član 12a.", "Члан 12а."), ("ODJELJAK B", "ОДЈЕЉАК Б")]
    {
        assert_eq!(super::in_cyrillic(label), expected);
    }
}

#[test]
fn the_word_for_and_is_no_number() {
    reads(
        "Član 1.\nObuhvata pse,\nI druge kućne ljubimce.\nI. Pravo na žalbu\nČlan 2.\nŽalba je dopuštena.",
        "
        # Član 1.
          · Obuhvata pse,
          · I druge kućne ljubimce.
        § I. «Pravo na žalbu»
          # Član 2. Žalba je dopuštena.
        ",
    );
}

#[test]
fn parts_hold_chapters_and_sections() {
    reads(
        "DIO PRVI\nUVOD\nGLAVA I – PREDMET\nODJELJAK 1. Pojmovi\nČlan 1.\nPojmovi su ovi.\nGLAVA II – PRAVA\nČlan 2.\nPrava su \
         ova.\nDIO DRUGI\nČlan 3.\nKraj.",
        "
        § DIO PRVI «UVOD»
          § GLAVA I «PREDMET»
            § ODJELJAK 1. «Pojmovi»
              # Član 1. Pojmovi su ovi.
          § GLAVA II «PRAVA»
            # Član 2. Prava su ova.
        § DIO DRUGI
          # Član 3. Kraj.
        ",
    );
}

#[test]
fn a_chapter_without_a_number_and_the_explanation() {
    reads(
        "ОСНОВНЕ ОДРЕДБЕ\nЧлан 1.\nУређује се ред.\n2. КАЗНЕНЕ ОДРЕДБЕ\nЧлан 2.\nКазна је 100 КМ.\nО Б Р А З Л О Ж Е Њ \
         Е\nПравни основ је члан 39.",
        "
        § «ОСНОВНЕ ОДРЕДБЕ»
          # Члан 1. Уређује се ред.
          § 2. «КАЗНЕНЕ ОДРЕДБЕ»
            # Члан 2. Казна је 100 КМ.
        § «О Б Р А З Л О Ж Е Њ Е»
          · Правни основ је члан 39.
        ",
    );
}

#[test]
fn an_article_without_words_and_a_text_without_articles() {
    reads("Član 1.\nČlan 2.\nBriše se.", "\n# Član 1.\n# Član 2. Briše se.");
    reads("Predlažemo:\n- igralište\n- park\nRok je mart.", "\n· Predlažemo: / - igralište / - park\n· Rok je mart.");
    reads("", "");
}

#[test]
fn a_list_without_points_at_the_end_is_no_title() {
    reads(
        "Član 1.\nKorisnici su:\n- vrtići\n- škole\nČlan 2.\nOstali nisu korisnici.",
        "
        # Član 1. Korisnici su: / - vrtići / - škole
        # Član 2. Ostali nisu korisnici.
        ",
    );
}

#[test]
fn markdown_with_headings_lists_and_emphasis() {
    let text = "# Odluka o psima\n\n## I Osnovne odredbe\n\n### Član 1.\n\nPas je **kućni** ljubimac.\n\n### Član \
                2.\n\nDržalac je dužan:\n\n1. da čuva psa,\n2. da ga *ne* pušta.\n\n<script>alert(1)</script>\n\n**Član 3.**\nStupa \
                na snagu.";
    let expected = "§ «Odluka o psima»\n  § «I Osnovne odredbe»\n    # Član 1. Pas je kućni ljubimac.\n    # Član 2. Držalac je \
                    dužan: / 1. da čuva psa, / 2. da ga ne pušta.\n    # Član 3. Stupa na snagu.";
    assert_eq!(told(&markdown(text)), expected);
}

mod docx {
    use std::io::Write as _;

    use super::super::docx::docx;
    use super::told;
    use crate::error::Reason;

    /// A file of Word with this body, as small as one can be.
    fn file(body: &str) -> Vec<u8> {
        with_lists(body, "", "")
    }

    /// The same with these lists and styles.
    fn with_lists(body: &str, lists: &str, styles: &str) -> Vec<u8> {
        let part = |name: &str, inside: &str| {
            let xmlns = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
            format!(r#"<?xml version="1.0" encoding="UTF-8"?><w:{name} xmlns:w="{xmlns}">{inside}</w:{name}>"#)
        };
        let (numbering, styles) = (part("numbering", lists), part("styles", styles));
        let document = format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
        );
        let mut bytes = std::io::Cursor::new(Vec::new());
        let mut zip = rawzip::ZipArchiveWriter::new(&mut bytes);
        for (name, text) in [
            ("[Content_Types].xml", "<Types/>"),
            ("word/document.xml", &document),
            ("word/numbering.xml", &numbering),
            ("word/styles.xml", &styles),
        ] {
            let (mut entry, config) =
                zip.new_file(name).compression_method(rawzip::CompressionMethod::DEFLATE).start().expect("a part");
            let encoder = flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::default());
            let mut writer = config.wrap(encoder);
            writer.write_all(text.as_bytes()).expect("a part");
            let (encoder, described) = writer.finish().expect("a part");
            encoder.finish().expect("a part");
            entry.finish(described).expect("a part");
        }
        zip.finish().expect("a container");
        bytes.into_inner()
    }

    fn paragraph(text: &str) -> String {
        format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
    }

    #[test]
    fn runs_breaks_lists_and_tracked_changes() {
        let body = [
            r#"<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Увод</w:t></w:r></w:p>"#.to_owned(),
            // Word divides a word wherever somebody's cursor was.
            r#"<w:p><w:r><w:t>Чл</w:t></w:r><w:r><w:t xml:space="preserve">ан </w:t></w:r><w:r><w:t>1.</w:t></w:r></w:p>"#
                .to_owned(),
            r#"<w:p><w:r><w:t>Ред &amp; мир</w:t></w:r><w:del><w:r><w:delText>старо</w:delText></w:r></w:del><w:ins><w:r><w:t xml:space="preserve"> је:</w:t></w:r></w:ins></w:p>"#
                .to_owned(),
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr><w:r><w:t>тишина</w:t></w:r></w:p>"#.to_owned(),
            r#"<w:p><w:r><w:t>Члан 2.</w:t><w:br/><w:t>Крај.</w:t></w:r></w:p>"#.to_owned(),
            format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", paragraph("Број: 1/26")),
        ];
        let lines = docx(&file(&body.concat())).expect("a text");
        assert_eq!(told(&lines), "§ «Увод»\n  # Члан 1. Ред & мир је: / - тишина\n  # Члан 2. Крај.\n· Број: 1/26");
    }

    /// A level of a list.
    fn level(at: usize, format: &str, text: &str, more: &str) -> String {
        format!(
            r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>"#
        )
    }

    /// A paragraph in a list.
    fn in_list(list: u32, level: usize, text: &str) -> String {
        let run = if text.is_empty() { String::new() } else { format!("<w:r><w:t>{text}</w:t></w:r>") };
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr>{run}</w:p>"#
        )
    }

    #[test]
    fn numbers_that_word_makes_itself_are_those_that_it_shows() {
        let lists = [
            format!(
                r#"<w:abstractNum w:abstractNumId="7">{}{}{}</w:abstractNum>"#,
                level(0, "upperRoman", "ГЛАВА %1", ""),
                // Articles are numbered through the whole act.
                level(1, "decimal", "Члан %2.", r#"<w:lvlRestart w:val="0"/>"#),
                level(2, "decimal", "(%3)", ""),
            ),
            format!(r#"<w:abstractNum w:abstractNumId="8">{}</w:abstractNum>"#, level(0, "lowerLetter", "%1)", "")),
            format!(r#"<w:abstractNum w:abstractNumId="9">{}</w:abstractNum>"#, level(0, "bullet", "\u{f0b7}", "")),
            r#"<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>"#.into(),
            r#"<w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>"#.into(),
            r#"<w:num w:numId="4"><w:abstractNumId w:val="8"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"#.into(),
        ];
        let body = [
            in_list(1, 0, "ОПШТЕ ОДРЕДБЕ"),
            // Nothing stands in the paragraph but the number that Word makes.
            in_list(1, 1, ""),
            in_list(1, 2, "Паркови су јавна добра."),
            in_list(1, 2, "Улаз је слободан."),
            in_list(1, 1, ""),
            in_list(1, 2, "Забрањено је:"),
            in_list(2, 0, "ложити ватру,"),
            in_list(2, 0, "бацати отпад."),
            in_list(1, 0, "НАДЗОР"),
            in_list(1, 1, ""),
            paragraph("Надзиру се:"),
            // Of the same kind, and begun anew.
            in_list(4, 0, "паркови,"),
            in_list(4, 0, "стазе,"),
            in_list(3, 0, "и све друго."),
            in_list(99, 0, "Из списка којег нема."),
            in_list(0, 0, "Ни у једном списку."),
        ];
        let lines = docx(&with_lists(&body.concat(), &lists.concat(), "")).expect("a text");
        let expected = "§ ГЛАВА I «ОПШТЕ ОДРЕДБЕ»\n  # Члан 1.\n    · (1) Паркови су јавна добра.\n    · (2) Улаз је слободан.\n  # Члан 2.\n    \
                        · (1) Забрањено је: / a) ложити ватру, / b) бацати отпад.\n§ ГЛАВА II «НАДЗОР»\n  # Члан 3.\n    · Надзиру се: \
                        / a) паркови, / b) стазе, / - и све друго. / - Из списка којег нема.\n    · Ни у једном списку.";
        assert_eq!(told(&lines), expected);
    }

    #[test]
    fn a_style_may_say_which_list_and_which_level() {
        let lists = format!(
            r#"<w:abstractNum w:abstractNumId="1">{}{}</w:abstractNum>{}"#,
            level(0, "upperRoman", "%1", r#"<w:pStyle w:val="Glava"/>"#),
            level(1, "decimal", "Član %2.", r#"<w:pStyle w:val="Clan"/><w:lvlRestart w:val="0"/>"#),
            r#"<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>"#,
        );
        let styles = [
            r#"<w:style w:styleId="Glava"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>"#,
            r#"<w:style w:styleId="Clan"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="5"/></w:numPr></w:pPr></w:style>"#,
            r#"<w:style w:styleId="Clan2"><w:basedOn w:val="Clan"/></w:style>"#,
            // Round and round.
            r#"<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>"#,
        ];
        let styled = |style: &str, text: &str, more: &str| {
            format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#)
        };
        let struck = r#"<w:p><w:pPr><w:pStyle w:val="Clan"/><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del><w:r><w:delText>Staro</w:delText></w:r></w:del></w:p>"#;
        let before = r#"<w:pPrChange><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:pPrChange>"#;
        let body = [
            styled("Glava", "OSNOVNE ODREDBE", ""),
            styled("Clan", "Predmet", ""),
            paragraph("Ovom odlukom uređuje se red."),
            // What was struck out is not counted.
            struck.to_owned(),
            styled("Clan2", "Pojmovi", ""),
            styled("Clan", "Nije član", r#"<w:numPr><w:numId w:val="0"/></w:numPr>"#),
            styled("A", "Bez spiska", before),
        ];
        let lines = docx(&with_lists(&body.concat(), &lists, &styles.concat())).expect("a text");
        let expected = "§ I «OSNOVNE ODREDBE»\n  # Član 1. «Predmet» Ovom odlukom uređuje se red.\n  # Član 2. «Pojmovi»\n    · Nije član\n    · Bez \
                        spiska";
        assert_eq!(told(&lines), expected);
    }

    #[test]
    fn lists_and_styles_keep_to_the_rules_of_the_text() {
        let body = in_list(1, 0, "Tekst");
        assert_eq!(docx(&with_lists(&body, "<w:num></w:q>", "")), Err(Reason::FileDamaged));
        // As many lists as a part has room for are read, and none of them is this one's.
        let many = docx(&with_lists(&body, &"<w:num/>".repeat(1_000_000), "")).expect("a text");
        assert_eq!(told(&many), "· - Tekst");
        // A label that is made for every paragraph is no longer than one is; a level that no list has is the last.
        let long = level(0, "decimal", &"%1".repeat(60_000), "");
        let lists = format!(
            r#"<w:abstractNum w:abstractNumId="1">{long}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>"#
        );
        let body = in_list(1, 0, "Tekst") + &in_list(1, 4_000_000_000, "Drugo");
        let lines = docx(&with_lists(&body, &lists, "")).expect("a text");
        assert!(lines[0].text.chars().count() <= 90, "{}", lines[0].text);
        assert_eq!(lines[1].text, "- Drugo");
    }

    #[test]
    fn what_is_no_text_of_word_is_refused() {
        let whole = file(&paragraph("Član 1."));
        assert_eq!(docx(b"Clan 1."), Err(Reason::FileDamaged));
        assert_eq!(docx(&whole[..whole.len() - 30]), Err(Reason::FileDamaged));
        assert_eq!(docx(&file("<w:p></w:q>")), Err(Reason::FileDamaged));
        // Packed a thousand times over: it is not unpacked to find out.
        assert_eq!(docx(&file(&"<w:p/>".repeat(1_000_000))), Err(Reason::FileDamaged));
    }
}

mod versions {
    use entities::AnchorKey;

    use super::super::read::plain;
    use super::super::tree;
    use super::super::versions::{Fate, Known, lives_on, word_by_word};

    /// Where each part of the new text was in the old one.
    fn was(before: &str, now: &str) -> Vec<Option<usize>> {
        let known: Vec<_> =
            tree(&plain(before)).into_iter().map(|part| Known { key: AnchorKey::new(), part }).collect();
        let keys = lives_on(&known, &tree(&plain(now)));
        keys.into_iter().map(|key| key.and_then(|key| known.iter().position(|known| known.key == key))).collect()
    }

    const BEFORE: &str = "I OSNOVNE ODREDBE\nČlan 1.\nOvom odlukom uređuje se držanje pasa na području grada.\nČlan \
                          2.\n(1) Držalac upisuje psa u evidenciju odjeljenja.\n(2) Upis u evidenciju je besplatan.\nII \
                          NADZOR\nČlan 3.\nNadzor nad ovom odlukom vrši komunalna policija grada.";

    #[test]
    fn what_did_not_change_keeps_its_key() {
        assert_eq!(was(BEFORE, BEFORE), (0..7).map(Some).collect::<Vec<_>>());
    }

    #[test]
    fn in_the_other_script_it_is_the_same_act() {
        let cyrillic = crate::locale::script::to_cyrillic(BEFORE);
        assert_eq!(was(BEFORE, &cyrillic), (0..7).map(Some).collect::<Vec<_>>());
    }

    #[test]
    fn an_article_that_was_put_in_takes_nobodys_key() {
        let now = BEFORE.replace(
            "II NADZOR\nČlan 3.",
            "Član 3.\nZabranjeno je puštati pse bez povoca u parkovima.\nII NADZOR\nČlan 4.",
        );
        assert_eq!(was(BEFORE, &now), [0, 1, 2, 3, 4, 99, 5, 6].map(|at| (at < 99).then_some(at)));
    }

    #[test]
    fn a_changed_article_keeps_its_key_and_another_in_its_place_does_not() {
        let slightly = BEFORE.replace("besplatan", "besplatan za starije od 65 godina");
        assert_eq!(was(BEFORE, &slightly), (0..7).map(Some).collect::<Vec<_>>());
        let another = BEFORE
            .replace("Nadzor nad ovom odlukom vrši komunalna policija grada.", "Odluka stupa na snagu osmog dana.");
        assert_eq!(was(BEFORE, &another).last(), Some(&None));
    }

    #[test]
    fn an_article_that_moved_takes_its_key_with_it() {
        let now = "I NADZOR\nČlan 1.\nNadzor nad ovom odlukom vrši komunalna policija grada.\nII OSNOVNE ODREDBE\nČlan \
                   2.\nOvom odlukom uređuje se držanje pasa na području grada.";
        assert_eq!(was(BEFORE, now), [Some(5), Some(6), Some(0), Some(1)]);
    }

    #[test]
    fn words_that_came_and_went() {
        let told = |before, now| {
            let pieces = word_by_word(before, now).into_iter().map(|piece| match piece.fate {
                Fate::Kept => piece.text,
                Fate::Removed => format!("[-{}-]", piece.text),
                Fate::Added => format!("[+{}+]", piece.text),
            });
            pieces.collect::<String>()
        };
        assert_eq!(told("Rok je 15 dana.", "Rok je 30 dana."), "Rok je [-15-][+30+] dana.");
        assert_eq!(told("", "Novo."), "[+Novo.+]");
        assert_eq!(told("Isto.", "Isto."), "Isto.");
        let long = "riječ ".repeat(5_000);
        assert_eq!(word_by_word(&long, &(long.clone() + "još")).len(), 2);
    }
}
