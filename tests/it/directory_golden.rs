//! The golden questions: what the directory finds, of all that it finds the names and their order, on every database.

use entities::Role;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tests::Town;
use tests::given::latin;

use crate::organisations::{names, the_real_ones};

const GOLDEN: &[&str] = &[
    "zivotna",
    "Животна",
    "ЖИВОТНА",
    "životna",
    "živoтna",
    "zivotne sredine",
    "заштита животне",
    "udruzenje roma",
    "Удружење Рома",
    "udružene žene",
    "удружене жене",
    "zene",
    "žene",
    "жена",
    "ЖЕНА",
    "KUD",
    "куд",
    "kulturno-umjetničko",
    "kulturno umetnicko drustvo",
    "КУД Бехар",
    "kud behar",
    "FK",
    "fudbalski",
    "фудбалски клуб",
    "ФК Романија",
    "fk romanija",
    "fudbalski romanija",
    "UG",
    "udruženje građana",
    "udruzenje gradjana",
    "удружење грађана аурора",
    "nvo",
    "nevladina",
    "dvd",
    "vatrogasno",
    "đelem",
    "djelem",
    "delem",
    "Ђелем",
    "SOOBL",
    "COD Luna",
    "luna",
    "JOM",
    "udt",
    "vjekovi",
    "uzajamnu pomoc",
    "duševnoj",
    "dusevnoj",
    "душевној",
    "dječije",
    "dečije",
    "djecije",
    "дјечије",
    "Ćorović",
    "corovic",
    "Ћоровић",
    "krvi",
    "davalaca krvi",
    "9. januar",
    "udruzenja",
    "udurzenje",
    "udružnje",
    "pensionera",
    "penzonera",
    "distroficara",
    "distrofičra",
    "amputirca",
    "roam",
    "leotra",
    // A letter wrong in one word, and another word that is right.
    "fudbaslki romanija",
    "romanija fudbaslki",
    "удружење леотра",
    "klub leotra",
    "kud bhear",
    "bhear kud",
    "čsorović likovnih",
    "planinarsko vučij",
    "davalca krvi",
    "kud xyzzy",
    "planinraskо",
    "planinsrko",
    "šahovkso",
    "banja luka",
    "Бањалука",
    "leptir srebrenica",
    "srebrenica leptir",
    "kik",
    "КИК",
    "106",
    "eko raft",
    "nema ga",
    "xyzzy",
    "' OR 1=1 --",
    "\" OR *",
    "a & b | c:*",
    "—",
    "",
];

/// What is found by a question.
struct Found {
    corrected: bool,
    /// In whose directory each is, and its name.
    all: Vec<(String, String)>,
}

impl Found {
    fn names(&self) -> Vec<String> {
        self.all.iter().map(|(_, name)| name.clone()).collect()
    }

    /// Those in this directory.
    fn of(&self, slug: &str) -> Vec<(String, String)> {
        self.all.iter().filter(|(owner, _)| owner == slug).cloned().collect()
    }

    /// A line of a table: how many, what their names are known by, and the first two of them, which are there to be read.
    fn line(&self, text: &str) -> String {
        let names = self.names();
        let read_otherwise = if self.corrected { " (read otherwise)" } else { "" };
        let first: Vec<_> = names.iter().take(2).cloned().collect();
        format!("{text}: {} {}{read_otherwise} {}\n", names.len(), hash(&names), first.join(" | "))
    }
}

/// All that is found, in a directory or in all of them, read by pages: as many as are said to be there.
async fn found(town: &Town, municipality: Option<&str>, text: &str) -> Found {
    let query = r#"query ($text: String!, $of: String, $after: String) {
        organisations(filter: { text: $text, municipality: $of }, locale: "sr-Latn", first: 100, after: $after) {
            totalCount corrected nodes { name { text } municipality { slug } } pageInfo { hasNextPage endCursor } } }"#;
    let mut all = Vec::new();
    let mut after = Value::Null;
    loop {
        let data = town.data(query, json!({ "text": text, "of": municipality, "after": after })).await;
        let list = &data["organisations"];
        let owners = list["nodes"].as_array().expect("organisations").iter().map(|node| &node["municipality"]["slug"]);
        let owners = owners.map(|slug| slug.as_str().expect("a slug").to_owned());
        all.extend(owners.zip(names(&data)));
        if list["pageInfo"]["hasNextPage"] != true {
            assert_eq!(list["totalCount"], all.len(), "{text}: as many as are counted");
            return Found { corrected: list["corrected"] == true, all };
        }
        after = list["pageInfo"]["endCursor"].clone();
    }
}

/// What names in their order are known by.
fn hash(names: &[String]) -> String {
    let hash = Sha256::digest(names.join("\n"));
    format!("{:08x}", u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]))
}

#[tokio::test]
async fn the_golden_questions_find_the_same_on_every_database() {
    let (town, summary) = the_real_ones().await;
    let mut table = format!("{summary}\n");
    for text in GOLDEN {
        table += &found(&town, None, text).await.line(text);
    }
    assert!(GOLDEN.len() >= 90);
    insta::assert_snapshot!(table, @r#"
    206 new, 0 changed, 0 unchanged, 8 refused; 0 repairs, 14 facts missing at the source
    zivotna: 2 6fa1360b Planinarsko-ekološko udruženje „Ras“ | Udruženje „Priroda“ Bratunac
    Животна: 2 6fa1360b Planinarsko-ekološko udruženje „Ras“ | Udruženje „Priroda“ Bratunac
    ЖИВОТНА: 2 6fa1360b Planinarsko-ekološko udruženje „Ras“ | Udruženje „Priroda“ Bratunac
    životna: 2 6fa1360b Planinarsko-ekološko udruženje „Ras“ | Udruženje „Priroda“ Bratunac
    živoтna: 2 6fa1360b Planinarsko-ekološko udruženje „Ras“ | Udruženje „Priroda“ Bratunac
    zivotne sredine: 2 6fa1360b Planinarsko-ekološko udruženje „Ras“ | Udruženje „Priroda“ Bratunac
    заштита животне: 2 6fa1360b Planinarsko-ekološko udruženje „Ras“ | Udruženje „Priroda“ Bratunac
    udruzenje roma: 7 f158d8a1 Udruženje dobrovoljnih davalaca krvi Sarajevsko-romanijske regije Istočno Sarajevo-Lukavica | Udruženje Roma Brčko
    Удружење Рома: 7 f158d8a1 Udruženje dobrovoljnih davalaca krvi Sarajevsko-romanijske regije Istočno Sarajevo-Lukavica | Udruženje Roma Brčko
    udružene žene: 8 7c2f8694 Udružene žene | Udruženje „FORUM ŽENA“ Bratunac
    удружене жене: 8 7c2f8694 Udružene žene | Udruženje „FORUM ŽENA“ Bratunac
    zene: 10 46b294c4 Udruga „ŽENE ORAŠJA“ | Udružene žene
    žene: 10 46b294c4 Udruga „ŽENE ORAŠJA“ | Udružene žene
    жена: 7 3d287bb1 Udruženje „FORUM ŽENA“ Bratunac | Udruženje žena „Eva“ Rudo
    ЖЕНА: 7 3d287bb1 Udruženje „FORUM ŽENA“ Bratunac | Udruženje žena „Eva“ Rudo
    KUD: 6 6bf0e640 KUD „Behar“ Tešanjka | KUD „Izudin Mulabećirović – Izo“ Jelah
    куд: 6 6bf0e640 KUD „Behar“ Tešanjka | KUD „Izudin Mulabećirović – Izo“ Jelah
    kulturno-umjetničko: 6 6bf0e640 KUD „Behar“ Tešanjka | KUD „Izudin Mulabećirović – Izo“ Jelah
    kulturno umetnicko drustvo: 6 6bf0e640 KUD „Behar“ Tešanjka | KUD „Izudin Mulabećirović – Izo“ Jelah
    КУД Бехар: 1 263cc6b8 KUD „Behar“ Tešanjka
    kud behar: 1 263cc6b8 KUD „Behar“ Tešanjka
    FK: 5 07321eef FK „Proleter“ Teslić | FK „Romanija“ Pale
    fudbalski: 5 07321eef FK „Proleter“ Teslić | FK „Romanija“ Pale
    фудбалски клуб: 5 07321eef FK „Proleter“ Teslić | FK „Romanija“ Pale
    ФК Романија: 1 d1a00622 FK „Romanija“ Pale
    fk romanija: 1 d1a00622 FK „Romanija“ Pale
    fudbalski romanija: 1 d1a00622 FK „Romanija“ Pale
    UG: 16 19629dd9 Udruga glazbenih umjetnika „Skala“ | Udruga građana „AdHoc Teatar“
    udruženje građana: 11 d953743d Udruženje građana „Aurora“ | Udruženje građana „Banja Luka u srcu“
    udruzenje gradjana: 11 d953743d Udruženje građana „Aurora“ | Udruženje građana „Banja Luka u srcu“
    удружење грађана аурора: 1 2c2f5dd8 Udruženje građana „Aurora“
    nvo: 0 e3b0c442 
    nevladina: 0 e3b0c442 
    dvd: 1 4fcefd93 Dobrovoljno vatrogasno društvo Novi Pazar
    vatrogasno: 1 4fcefd93 Dobrovoljno vatrogasno društvo Novi Pazar
    đelem: 1 a37e67de Udruženje Roma „Đelem Đelem“ Teslić
    djelem: 1 a37e67de Udruženje Roma „Đelem Đelem“ Teslić
    delem: 1 a37e67de Udruženje Roma „Đelem Đelem“ Teslić
    Ђелем: 1 a37e67de Udruženje Roma „Đelem Đelem“ Teslić
    SOOBL: 1 ce2ea751 Savjet omladinskih organizacija Banja Luka
    COD Luna: 1 1ec54eb3 Centar za odgovornu demokratiju „Luna“
    luna: 1 1ec54eb3 Centar za odgovornu demokratiju „Luna“
    JOM: 1 b274e798 Jedinstvena organizacija mladih Jelah
    udt: 1 af887f79 Udruženje distrofičara opštine Teslić
    vjekovi: 0 e3b0c442 
    uzajamnu pomoc: 1 501f91f2 Udruženje za uzajamnu pomoć u duševnoj nevolji „Sonata“
    duševnoj: 1 501f91f2 Udruženje za uzajamnu pomoć u duševnoj nevolji „Sonata“
    dusevnoj: 1 501f91f2 Udruženje za uzajamnu pomoć u duševnoj nevolji „Sonata“
    душевној: 1 501f91f2 Udruženje za uzajamnu pomoć u duševnoj nevolji „Sonata“
    dječije: 3 45607092 Udruženje paraplegičara, oboljelih od dječije paralize i ostalih tjelesnih invalida regije Trebinje | Udruženje roditelja hendikepirane djece i omladine „Leptir“ Srebrenica
    dečije: 3 45607092 Udruženje paraplegičara, oboljelih od dječije paralize i ostalih tjelesnih invalida regije Trebinje | Udruženje roditelja hendikepirane djece i omladine „Leptir“ Srebrenica
    djecije: 3 45607092 Udruženje paraplegičara, oboljelih od dječije paralize i ostalih tjelesnih invalida regije Trebinje | Udruženje roditelja hendikepirane djece i omladine „Leptir“ Srebrenica
    дјечије: 3 45607092 Udruženje paraplegičara, oboljelih od dječije paralize i ostalih tjelesnih invalida regije Trebinje | Udruženje roditelja hendikepirane djece i omladine „Leptir“ Srebrenica
    Ćorović: 1 971f8921 Udruženje likovnih umjetnika Istočne Hercegovine „Milorad Ćorović“
    corovic: 1 971f8921 Udruženje likovnih umjetnika Istočne Hercegovine „Milorad Ćorović“
    Ћоровић: 1 971f8921 Udruženje likovnih umjetnika Istočne Hercegovine „Milorad Ćorović“
    krvi: 2 2d7acb01 Udruženje dobrovoljnih davalaca krvi Sarajevsko-romanijske regije Istočno Sarajevo-Lukavica | Udruženje dobrovoljnih davaoca krvi „9. januar“ Bratunac
    davalaca krvi: 1 c0a86c9b Udruženje dobrovoljnih davalaca krvi Sarajevsko-romanijske regije Istočno Sarajevo-Lukavica
    9. januar: 1 a4f50294 Udruženje dobrovoljnih davaoca krvi „9. januar“ Bratunac
    udruzenja: 58 24c990ef Opštinsko udruženje penzionera | Planinarsko-ekološko udruženje „Ras“
    udurzenje: 58 24c990ef (read otherwise) Opštinsko udruženje penzionera | Planinarsko-ekološko udruženje „Ras“
    udružnje: 58 24c990ef (read otherwise) Opštinsko udruženje penzionera | Planinarsko-ekološko udruženje „Ras“
    pensionera: 1 e7a8fd39 (read otherwise) Opštinsko udruženje penzionera
    penzonera: 1 e7a8fd39 (read otherwise) Opštinsko udruženje penzionera
    distroficara: 1 af887f79 Udruženje distrofičara opštine Teslić
    distrofičra: 1 af887f79 (read otherwise) Udruženje distrofičara opštine Teslić
    amputirca: 2 1ef11d1b (read otherwise) Regionalno udruženje amputiraca Bijeljina | Udruženje amputiraca Trebinje
    roam: 8 c29030d5 (read otherwise) FK „Romanija“ Pale | Udruženje dobrovoljnih davalaca krvi Sarajevsko-romanijske regije Istočno Sarajevo-Lukavica
    leotra: 1 c5dacc9a (read otherwise) Streljački klub „Leotar RVI“
    fudbaslki romanija: 1 d1a00622 (read otherwise) FK „Romanija“ Pale
    romanija fudbaslki: 1 d1a00622 (read otherwise) FK „Romanija“ Pale
    удружење леотра: 0 e3b0c442 
    klub leotra: 1 c5dacc9a (read otherwise) Streljački klub „Leotar RVI“
    kud bhear: 1 263cc6b8 (read otherwise) KUD „Behar“ Tešanjka
    bhear kud: 1 263cc6b8 (read otherwise) KUD „Behar“ Tešanjka
    čsorović likovnih: 1 971f8921 (read otherwise) Udruženje likovnih umjetnika Istočne Hercegovine „Milorad Ćorović“
    planinarsko vučij: 1 706d23eb Planinarsko društvo „Vučji zub“ Trebinje
    davalca krvi: 1 c0a86c9b (read otherwise) Udruženje dobrovoljnih davalaca krvi Sarajevsko-romanijske regije Istočno Sarajevo-Lukavica
    kud xyzzy: 0 e3b0c442 
    planinraskо: 4 37242ef3 (read otherwise) Planinarsko društvo „KIK“ Bratunac | Planinarsko društvo „Vučji zub“ Trebinje
    planinsrko: 4 37242ef3 (read otherwise) Planinarsko društvo „KIK“ Bratunac | Planinarsko društvo „Vučji zub“ Trebinje
    šahovkso: 1 7efb02ac (read otherwise) Šahovsko društvo Tešanj
    banja luka: 12 bdc9c453 AEGEE Banja Luka – Evropski studentski forum Banja Luka | Debatni klub Pravnog fakulteta u Banjoj Luci
    Бањалука: 12 bdc9c453 AEGEE Banja Luka – Evropski studentski forum Banja Luka | Debatni klub Pravnog fakulteta u Banjoj Luci
    leptir srebrenica: 1 30ebe8d3 Udruženje roditelja hendikepirane djece i omladine „Leptir“ Srebrenica
    srebrenica leptir: 1 30ebe8d3 Udruženje roditelja hendikepirane djece i omladine „Leptir“ Srebrenica
    kik: 1 f85067b7 Planinarsko društvo „KIK“ Bratunac
    КИК: 1 f85067b7 Planinarsko društvo „KIK“ Bratunac
    106: 1 8f0f0f91 Udruga branitelja-veterana 106. oraške brigade HVO
    eko raft: 1 46281b64 Eko rafting klub Bratunac
    nema ga: 0 e3b0c442 
    xyzzy: 0 e3b0c442 
    ' OR 1=1 --: 1 8f0f0f91 Udruga branitelja-veterana 106. oraške brigade HVO
    " OR *: 14 c5b8fa89 Boračka organizacija opštine Brod | Boračka organizacija opštine Pale
    a & b | c:*: 21 86f3bcc3 AEGEE Banja Luka – Evropski studentski forum Banja Luka | BKUD „Azra“ Rašljani
    —: 154 e717acd8 AEGEE Banja Luka – Evropski studentski forum Banja Luka | AMK „Silver Wings“
    : 154 e717acd8 AEGEE Banja Luka – Evropski studentski forum Banja Luka | AMK „Silver Wings“
    "#);
}

/// A word is found in whatever case it stands, and is no misspelling of itself: also where somebody wrote the very form that
/// was typed, which would else be all that is found.
#[tokio::test]
async fn a_word_is_found_in_all_its_cases_and_is_no_misspelling() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let all = ["Klub „Trebinje“", "Omladinska organizacija Trebinja", "Savez udruženja u Trebinju", "Udruženje „Most“"];
    for name in all {
        town.organisation(&trebinje, |content| content.name = Some(latin(name))).await;
    }
    for (questions, expected) in [
        (["udruženje", "udruženja", "УДРУЖЕЊУ"], &all[2..]),
        (["organizacija", "organizacije", "организацији"], &all[1..2]),
        (["Trebinje", "trebinja", "Требињу"], &all[..3]),
    ] {
        for text in questions {
            for of in [None, Some("trebinje")] {
                let found = found(&town, of, text).await;
                assert_eq!(found.names(), expected, "{text} in {of:?}");
                assert!(!found.corrected, "{text} in {of:?} is spelt so");
            }
        }
    }
}

/// Whatever a short form stands for, and in whatever case, finds what the short form finds: in the index of words, in memory
/// and at the desk, where rows are looked at one by one.
#[tokio::test]
async fn what_a_short_form_stands_for_is_found_as_under_it() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let all = [
        "AEGEE Banja Luka",
        "Ckalja",
        "Crveni krst Rudo",
        "Debatni klub u Banjoj Luci",
        "KUD „Behar“",
        "Parlament građana Banjaluka",
    ];
    for name in all {
        town.organisation(&trebinje, |content| content.name = Some(latin(name))).await;
    }
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    let desk = r#"query ($text: String!) { desk(municipality: "trebinje") {
        organisations(filter: { text: $text }) { nodes { name { text } } } } }"#;
    for (text, expected) in [
        ("banja luka", vec![all[0], all[3], all[5]]),
        ("Бањој Луци", vec![all[0], all[3], all[5]]),
        ("banjaluka", vec![all[0], all[3], all[5]]),
        // A short form is sought as a word, and no beginning of another.
        ("Crvenog krsta", vec![all[2]]),
        ("kulturno-umjetničkog društva", vec![all[4]]),
    ] {
        assert_eq!(found(&town, None, text).await.names(), expected, "{text}");
        assert_eq!(found(&town, Some("trebinje"), text).await.names(), expected, "{text} in a directory");
        let mut at_desk = names(&keeper.data(desk, json!({ "text": text })).await["desk"]);
        at_desk.sort();
        assert_eq!(at_desk, expected, "{text} at the desk");
    }
}

/// What somebody seeks in the directory of one municipality, as a widget asks: the same questions, answered from memory
/// where those above were answered from the index of words. Misspelt words are read as words of this directory alone.
#[tokio::test]
async fn the_golden_questions_find_the_same_within_a_directory() {
    let (town, _) = the_real_ones().await;
    for slug in ["tesanj", "banja-luka"] {
        let mut answered = 0;
        for text in GOLDEN {
            let (here, everywhere) = (found(&town, Some(slug), text).await, found(&town, None, text).await);
            assert_eq!(here.of(slug), here.all, "{text}: of this directory and no other");
            let of_here = everywhere.of(slug);
            match (here.corrected, everywhere.corrected) {
                (false, false) => assert_eq!(here.all, of_here, "{text} in {slug}: the index and memory differ"),
                (true, false) => assert!(of_here.is_empty(), "{text} in {slug}: read otherwise though it is there"),
                // Right words of this directory would be right everywhere.
                (false, true) => assert!(here.all.is_empty(), "{text} in {slug}: found here, and misspelt elsewhere"),
                (true, true) => {
                    assert!(!here.all.is_empty() && !everywhere.all.is_empty(), "{text} in {slug}: read as nothing");
                }
            }
            answered += usize::from(!here.all.is_empty());
        }
        assert!(answered > 0, "{slug}: nothing was found at all");
    }
}
