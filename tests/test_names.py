"""Every mention of every person and street is found, and nothing else is."""

import string
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.reading.document import read_document
from casebook.reading.names.find import find_names
from casebook.reading.rules import rerun
from casebook.records import Article, Name


def names_in(text: str) -> tuple[Name, ...]:
    return find_names(read_document(Article("a1", text)))


def words_of(text: str, kind: str = "person") -> list[str]:
    return [text[slice(*n.span)] for n in names_in(text) if n.kind == kind]


TITLES = [
    ("Det Supt Orla Hask said no.", ["Orla Hask"]),
    ("Mr and Mrs Tasker left.", ["Tasker"]),
    ("Bram Tasker, 29, Ida Tasker, 31, both of Fenton, and Orla Hask, 44, came.", ["Bram Tasker", "Ida Tasker", "Orla Hask"]),
    ("Ch Insp Ida Hask met PCs Wallis and Brook.", ["Ida Hask", "Wallis", "Brook"]),
    ("Pc Dean Hask and Insp. Ida Brook attended. Sgt Brook said so.", ["Dean Hask", "Ida Brook", "Brook"]),
    ("Mr Justice Dove and Recorder Hilda Ngata sat.", ["Dove", "Hilda Ngata"]),
    ("The Lord Chancellor and the Chief Constable met the Foreign Secretary.", []),
    ("Foreign Secretary Orla Hask and Deputy Foreign Minister Bram Tasker met.", ["Orla Hask", "Bram Tasker"]),
    ("Chief Executive Seb Oduya-Finn told the BBC.", ["Seb Oduya-Finn"]),
    ("Supt Orla Hask Met Police said so.", ["Orla Hask"]),
    ("Fr Colm O'Dowd prayed. Sister Agnes sang. Uncle Ted left.", ["Colm O'Dowd", "Agnes", "Ted"]),
]
SHAPES = [
    ("Ludwig van der Meer was seen. “Mr van der Meer is away.”", ["Ludwig van der Meer", "van der Meer"]),
    ("Omar al-Hakim and Jean-Paul de la Tour fled. Al-Hakim was held.", ["Omar al-Hakim", "Jean-Paul de la Tour", "Al-Hakim"]),
    ("Mr Ó Catháin met Ms Siobhán Ní Bhriain.", ["Ó Catháin", "Siobhán Ní Bhriain"]),
    ("Hakan Yıldırım and Ayşe Öztürk were held. Yıldırım was freed.", ["Hakan Yıldırım", "Ayşe Öztürk", "Yıldırım"]),
    ("Mr Janusz K. Wolski met Ms A. Peeters and J. B. Tasker.", ["Janusz K. Wolski", "A. Peeters", "J. B. Tasker"]),
    ("The complainant, A.B., told H.K. so at 5 p.m. in the U.S. embassy.", ["A.B.", "H.K."]),
    ("Rory McIlwraith-O’Dowd’s mother spoke of Hask’s, Tasker's and Wallis' cars.", ["Rory McIlwraith-O’Dowd"]),
    ("Liam ‘Mad Dog’ Hask, 33, was held. Mad Dog cried.", ["Liam ‘Mad Dog’ Hask", "Mad Dog"]),
    ("JOHN TASKER, 34, IS JAILED", ["JOHN TASKER"]),
    ("By Orla TaskerBBC Moorland", ["Orla Tasker"]),
]
INTRODUCED = [
    ("The founder, Lance Haskliver, known as Big Nev, left.", ["Lance Haskliver", "Big Nev"]),
    ("They wept for Ned and his family. Neither Mark, Bill nor May left.", ["Ned"]),
    ("One, who gave her name as Trudi, wept. Trudi's mum knew.", ["Trudi", "Trudi"]),
    ("A man known only as Big Col was there.", ["Big Col"]),
    ("A founder who calls himself Fen Falcon wrote. Fen Falcon later left.", ["Fen Falcon", "Fen Falcon"]),
    ("He was dubbed “magpie man” by neighbours.", ["magpie man"]),
    ('Rob "Spike" Tasker, 41, was held. Rob left.', ['Rob "Spike" Tasker', "Rob"]),
    ("Dos Anjos, 26, left. Bram dos Anjos wept.", ["Dos Anjos", "Bram dos Anjos"]),
    ("Killer “Spike” Tasker was jailed. Mr Tasker wept.", ["Spike", "Tasker", "Tasker"]),
    ("“I thought Holly was real,” he said. Holly is 44.", ["Holly", "Holly"]),
    ("He wrote to “Poppy”, a girl of 14.", ["Poppy"]),
    ("Churchwarden Wenna Tasker said so. Clubmate Bram Hask agreed.", ["Wenna Tasker", "Bram Hask"]),
    ("BRAM TASKER APPEARS AT COURT\n\nBram Tasker denied it. TASKER GUILTY", ["BRAM TASKER", "Bram Tasker", "TASKER"]),
    ("Man, 33, held in Operation Amber\n\nAmber Tasker had called. Operation Amber goes on.", ["Amber Tasker"]),
    ("His solicitor, Orrel Young, said no. The dog, Tyson, was found.", ["Orrel Young"]),
    ("moor_magpie88 wrote: “Enough.”", ["moor_magpie88"]),
    ("A comment signed ‘Tash’ said so.", ["Tash"]),
    ("A group called Fen Beacon said it was sorry. Fen Beacon later left.", []),
    ("His wife, Constance, and daughter Wren were in court.", ["Constance", "Wren"]),
    ("Her sons, Alfie and Zebby, watched. Zebby cried.", ["Alfie", "Zebby", "Zebby"]),
    ("An administrator, Moz, wrote: “Enough.” Moz later deleted it.", ["Moz", "Moz"]),
    ("Jinx, one of the team's decoys, said she was done.", ["Jinx"]),
    ("Tez (not her real name) said so.", ["Tez"]),
    ("Farewell to dinner lady Noreen, 88, after forty years", ["Noreen"]),
    ("Brothers Wes, 31, Noble, 35 and Odhran, 40, denied it. Noble wept.", ["Wes", "Noble", "Odhran", "Noble"]),
    ("Alex and Shaun Tasker were jailed.", ["Alex", "Shaun Tasker"]),
    ("Zdravka Ilieva-Coombes, prosecuting, said so.", ["Zdravka Ilieva-Coombes"]),
    ("Words by Dilys Arkwright | The pier (Image: Rhys Unwin/CoastNow)", ["Dilys Arkwright", "Rhys Unwin"]),
]
WORDY = [
    ("Insp Grant Major said so. Major said a major inquiry was on.", ["Grant Major", "Major"]),
    ("DC Orla March spoke on 3 March. March said it began last March. “March on,” he said.", ["Orla March", "March"]),
    ("DI Lee Hunter spoke. Hunter groups replied. Hunter told them to stop.", ["Lee Hunter", "Hunter"]),
    ("Supt Dawn Justice spoke. Justice left. The Ministry of Justice declined.", ["Dawn Justice", "Justice"]),
    ("Marlon Friday, 40, was freed on Friday. Friday must return next Friday.", ["Marlon Friday", "Friday"]),
    ("June Day, 19, was last seen in June. The cousins of June met the next day.", ["June Day", "June"]),
    ("Lincoln Hale, 40, of Lincoln, was held in Lincoln. Lincoln said no.", ["Lincoln Hale", "Lincoln"]),
    ("Insp Orla Street spoke. Street's report was late. Street lights shone.", ["Orla Street", "Street"]),
    ("PC Sam Bishop said Bishop Auckland was near. Bishop left.", ["Sam Bishop", "Bishop"]),
    ("Summer Hale said Summer loved the summer.", ["Summer Hale", "Summer"]),
    ("Mr Constable met the Chief Constable. Constable left.", ["Constable", "Constable"]),
]
COURTS = [
    ("Mr\tJ.-P. Taskère,\nMrs\tS. Wallisová, judges", ["J.-P. Taskère", "S. Wallisová"]),
    ("Mr\xa0J.\xa0Haskowski spoke.", ["J.\xa0Haskowski"]),
    ("They heard I.Kh., Z.Yu. and M.D. as witnesses.", ["I.Kh.", "Z.Yu.", "M.D."]),
    ("Mr Zs. Taskér met Professor Th. van Hasken.", ["Zs. Taskér", "Th. van Hasken"]),
    ("Judge P. held so. The witness, S., wept. P. left.", ["P.", "S.", "P."]),
    ("Messrs Taskowicz, A. and B. left.", ["Taskowicz", "A.", "B."]),
    ("Lords Haskridge, Reed and Brook sat.", ["Haskridge", "Reed", "Brook"]),
    ("Taskoğlu v. Turkey and Haskin and Others v. Malta are alike.", ["Taskoğlu", "Haskin"]),
    ("The Court (Brook LJ, Hask and Taskerley JJ) refused.", ["Brook", "Hask", "Taskerley"]),
    ("Mr dell'Hasko, Mrs María Taskez y Haskega (née Brookez) and Mme Hasque left.",
     ["dell'Hasko", "María Taskez y Haskega", "Brookez", "Hasque"]),
    ("The mayor of the village, Bayrak Haskı Tunç, and his aunt, Luz, left.", ["Bayrak Haskı Tunç", "Luz"]),
    ("At 5 P.M. in the U.S. he saw Sen. Orla Hask, Gov Bram Tasker and Maj Brook.", ["Orla Hask", "Bram Tasker", "Brook"]),
]  # fmt: skip
JUDGMENTS = [
    ("Orla Taskova, President,\nAnatoly Haskev,\nKhanlar Taskizade,\nIda Brook, judges,\nand Ida Haskova, Registrar",
     ["Orla Taskova", "Anatoly Haskev", "Khanlar Taskizade", "Ida Brook", "Ida Haskova"]),
    ("REGINA\tRespondent\n- and -\nBRAM LEE TASKERTHORPE\nWENNA TASKERLEY\tAppellants",
     ["BRAM LEE TASKERTHORPE", "WENNA TASKERLEY"]),
    ("Regina v Taskin [2005] EWCA Crim 8 and Hask v DPP were cited.", ["Taskin", "Hask"]),
    ("In R (Taskmane) v HM Coroner for Kelso and in ex p Haskson [1995] QB 1 they said so.", ["Taskmane", "Haskson"]),
    ("See Hask v Fenland Newspapers Ltd, Poole v HM Advocate and Taskenko and Haskunov v. Ukraine.",
     ["Hask", "Poole", "Taskenko", "Haskunov"]),
    ("Taskeland J put it well. Haskley P, as he then was, and Woolask LCJ, Taskart and Brook LJJ agreed.",
     ["Taskeland", "Haskley", "Woolask", "Taskart", "Brook"]),
    ("Mr Mehmet TASKI and Bram HASKE v. Turkey; Ida BBC and Bram UKIP", ["Mehmet TASKI", "Bram HASKE"]),
    ("PC 4471 Taskhu and Sergeant 31 Wenna Brook came on 12 March.", ["Taskhu", "Wenna Brook"]),
    ("Mr Nicolò De’ Haskini and Mr Bram T. Hask left.", ["Nicolò De’ Haskini", "Bram T. Hask"]),
    ("With Ryszard W., Nyikolaj D. and Edward P. he fled. He met W. later.", ["Ryszard W.", "Nyikolaj D.", "Edward P.", "W."]),
    ("Dr Hr. Taskov met Mr Vl. Haskov and Mr Kr. Taskev.", ["Hr. Taskov", "Vl. Haskov", "Kr. Taskev"]),
    ("Nurse H. met Nurse K, Warder F. and Paramedic T. at noon.", ["H.", "K", "F.", "T."]),
    ("Sh. and Mykola Taskets fled; a Mr Ch. was held. Ch. appealed.", ["Sh.", "Mykola Taskets", "Ch.", "Ch."]),
    ("Bram Tasker (“Mikey”), who was held, lived with Mikey's aunt.", ["Bram Tasker", "Mikey", "Mikey"]),
    ("The director, Jonathan Tasker (“JT”), left. JT met Ida Hask (IH). IH wept.",
     ["Jonathan Tasker", "JT", "JT", "Ida Hask", "IH", "IH"]),
    ("They saw Zorun Haskević. Belgor Taskidze came with Tadun Haskowicz.",
     ["Zorun Haskević", "Belgor Taskidze", "Tadun Haskowicz"]),
    ("Lord Woolask MR and Sir Bram Taskley sat. Mr Hask left.", ["Woolask", "Bram Taskley", "Hask"]),
    ("Mr Tural Haskoy oglu Taskzade left. At Kelso Crown Court Y.W. wept. R (T) v HM Coroner for Kelso followed R (Taskson).",
     ["Tural Haskoy oglu Taskzade", "Y.W.", "T", "Taskson"]),
    ("It followed the guidance of Bakewell J, as he then was.", ["Bakewell"]),
    ("Mr Ion Taskeanu, alias “Bombel”, left. Bombel was ill.", ["Ion Taskeanu", "Bombel", "Bombel"]),
    ("Tasker, 40, known to his friends as the Moor Magpie, and Hask, 41, known on the streets as Shabz, fled.",
     ["Tasker", "Moor Magpie", "Hask", "Shabz"]),
    ("K. and T. v. Finland, A, B and C v. Latvia and Tasker v. Norway", ["K.", "T.", "A", "B", "C", "Tasker"]),
    ("The second applicant, X, lived with X's father, Y, until X left in 2011. In 2012 X wept.", ["X", "X", "Y", "X", "X"]),
    ("Re T and L (Children): T, a boy aged 6, hurt L. The mother is KD. KD told a Ms R so.",
     ["T", "L", "T", "L.", "KD", "KD", "R"]),
    ("Two boys, whom I shall call AK and BL, sold Class A drugs. AK wept. BL did not.", ["AK", "BL", "AK", "BL"]),
]  # fmt: skip
LETTERS = [
    "The mother was seen on TV in the UK. A boy left. Class A drugs and vitamin D were found in block B.",
    "The defendant drove a model T car. The driver DD was a robot, and X said its platform was safe.",
    "It was sold by Edilhaski S.p.A., Haskiane Taskier S.A. and Belvedere Haskobil S.r.l. of Italy.",
    "Ireland v. the United Kingdom and Cyprus v. Turkey were cited. Instructed by Haskett Taskin for the Crown.",
    "Well, the Court of Appeal met the Highlands of Scotland and the Sendai plant of Fenland. The Olympic spots were of Bahrain.",
    "He was bound by R. v. Ministry of Defence. The newspaper Le Taskon and the website Azad Haske told it.",
    "Kelso Bank N.A. shut.",
    "On 31 May,\nthey left. It was known in the trade as Haskite. Serie A. They said so.",
    "The Lord Justice Clerk and the Lord Justice General sat. Kelso Evening Chronicle told it.",
]
GROUPS = [
    "Hunter squad Fen Reckoning came. The firm Hask Insights agreed.",
    "Five people who go by the name of Fenside Larks came.",
    "A film by Fen Lanterns UK and Coast Justice UK was watched, and Moor Beagles had stopped him.",
    "Hask & Sons closed. Gran, 79, wept.",
]
NOBODY = [
    "Moor Magpies, Larkfield Watchers and Trent Beagle Team were at Old Trafford.",
    "Manchester United beat Leeds United. Tottenham Hotspur drew with West Ham.",
    "The John Radcliffe Hospital and St Jude's Primary School are in Oxford.",
    "The Mair Hask Show is on BBC One. The pub, the Jolly Miller, in Nelson, was shut.",
    "The Teesside Gazette, the Daily Mail and ITV's Good Morning Britain covered it on Good Friday.",
    "Police said Operation Sandpiper was over. Natural England and Tesco Express declined.",
    "MOST READ\n2 Harbour fair: all the pictures\nREAD MORE: Bakery owner wins prize",
    "Officers met at Gate 4 (10:15), then at Number 10, on Sunday, 20 and Monday, 21 April.",
]
STREETS = [
    ("He lives at 12 Hask Lane, Kelso, with a friend.", ["12 Hask Lane, Kelso"]),
    ("It was in The Avenue, Yarm, and in Old Mill Road.", ["The Avenue, Yarm", "Old Mill Road"]),
    ("Tasker, of Flat 3, Hask Court, Hove, denies it.", ["Flat 3, Hask Court, Hove"]),
    ("Tasker, 30, of Haskdene, Walsall, denies it.", ["Haskdene, Walsall"]),
    ("Tasker, 30, of Lyme Regis, Dorset, denies it.", []),
    ("He fled along Tasker's Row and Elm Grove.", ["Tasker's Row", "Elm Grove"]),
    ("Inspector Orla Street and Bram Close, 34, spoke. Downing Street declined.", []),
    ("Hask Street Watch said so.", []),
    ("They came to Hask Garth in a van, then to Heol Hask, Barry.", ["Hask Garth", "Heol Hask, Barry"]),
]


@pytest.mark.parametrize(("text", "people"), TITLES + SHAPES + INTRODUCED + WORDY + COURTS + JUDGMENTS)
def test_finds_every_mention(text: str, people: list[str]) -> None:
    """Is every mention found, without title or possessive, and no more than that?"""
    assert words_of(text) == people


@pytest.mark.parametrize("text", NOBODY + GROUPS + LETTERS)
def test_leaves_bodies_and_places_alone(text: str) -> None:
    """Are teams, venues, outlets, brands, days and groups kept out?"""
    assert words_of(text) == []


@pytest.mark.parametrize(("text", "streets"), STREETS)
def test_finds_streets_with_their_town(text: str, streets: list[str]) -> None:
    """Is every named street an address, and no person with a street's word for a surname?"""
    assert words_of(text, "address") == streets


def test_learns_from_the_whole_page() -> None:
    """Do the headline and the furniture name who is proved further down?"""
    text = "Tasker bailed\n\nBram Tasker, 34, was held.\n\nRelated: Wenna Hask on Tasker's day\n\nWenna Hask, 30, wept."
    assert words_of(text) == ["Tasker", "Bram Tasker", "Wenna Hask", "Tasker", "Wenna Hask"]


PERSONS = [
    ("Bram Tasker, 34, fled. Tasker was held. “Bram lied.”", "p1 p1 p1"),
    ("Bram Tasker met Wenna Hask. Hask left, then Mr Tasker.", "p1 p2 p2 p1"),
    ("Mr Tasker and Mrs Tasker fled. Mrs Tasker was held.", "p1 p2 p2"),
    ("Wenna Tasker, 40, and Bram Tasker, 41, fled. Mrs Tasker wept. Mr Tasker did not.", "p1 p2 p1 p2"),
    ("Bram Tasker, also known as the Moor Magpie, fled.", "p1 p1"),
    ("Bram Tasker, known to his friends as the Gaffer, fled. The Gaffer was held.", "p1 p1 p1"),
    ("Bram Tasker (“Mikey”) fled. Mikey was held.", "p1 p1 p1"),
    ("Chris Tasker fled. Christopher Tasker, 34, was held.", "p1 p1"),
    ("Bram El Tasker fled. Mr El Tasker was held.", "p1 p1"),
    ("Bram Tasker fled. Mr Taskar was held. Mr Tusk was not.", "p1 p1 p2"),
    ("Hask fled. Bram Hask, 30, and Col Tasker, 31, were held.", "p1 p1 p2"),
]


@pytest.mark.parametrize(("text", "ids"), PERSONS)
def test_numbers_persons(text: str, ids: str) -> None:
    """Do the mentions of one person share an id, counted by first mention, and those of two persons not?"""
    assert [n.person for n in names_in(text) if n.kind == "person"] == ids.split()


@pytest.mark.parametrize("text", [t for t, _ in TITLES + SHAPES + INTRODUCED + WORDY + COURTS + JUDGMENTS + STREETS])
def test_every_name_proves_itself(text: str) -> None:
    """Does the rule of a name read it again?"""
    assert all(rerun(name.rule, text, name.span) for name in names_in(text))


@pytest.mark.parametrize("text", [t for t, _ in TITLES + SHAPES + INTRODUCED + WORDY + COURTS])
def test_looking_first_changes_no_name(text: str) -> None:
    """Are the names the same where every rule is tried on every stretch?"""
    doc = read_document(Article("a1", text))
    assert find_names(doc) == find_names(replace(doc, plain=True))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=string.ascii_letters + " .,'’“”-\nÉıßǅ_@0123456789", max_size=120))
def test_survives_any_text(text: str) -> None:
    """Are the spans in order and apart, whatever the text?"""
    spans = [name.span for name in names_in(text)]
    assert all(0 <= s < e <= len(text) for s, e in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
