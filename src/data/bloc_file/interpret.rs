use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::data::open::MemberNames;
use crate::data::{BlocFault, BlocFaultKind, Dataset, bloc_faults};
use crate::model::{Bloc, BlocId, BlocKind, Confidence, Membership, OwnBloc, PartialDate};

use super::BlocFile;

/// A bloc as a file has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct WrittenBloc {
    /// Its identifier or whatever tells its rows apart; empty where a row does not say it.
    pub(super) id: String,
    pub(super) name: String,
    pub(super) short_name: String,
    pub(super) about: String,
    /// Its place among the colours, from 1.
    pub(super) colour: String,
    pub(super) members: Vec<WrittenMember>,
}

/// A member as a file has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct WrittenMember {
    pub(super) row: Option<usize>,
    pub(super) member: String,
    pub(super) joined: String,
    pub(super) left: String,
    pub(super) confidence: String,
    pub(super) source: String,
}

/// Returns what the blocs of a file say.
pub(super) fn interpreted(written: &[WrittenBloc], dataset: &Dataset, names: &MemberNames) -> BlocFile {
    let mut file = BlocFile { rows: written.iter().map(|bloc| bloc.members.len()).sum(), ..BlocFile::default() };
    let mut ids: BTreeSet<BlocId> = BTreeSet::new();
    for written in written {
        let called = if written.id.is_empty() { &written.name } else { &written.id };
        if called.is_empty() {
            file.faults.extend(written.members.iter().map(|of| fault(of, "", BlocFaultKind::NoBloc)));
            continue;
        }
        let id = super::own_id(called, |id| ids.contains(id));
        ids.insert(id.clone());
        file.blocs.push(bloc(written, called, id, dataset, names, &mut file.faults));
    }
    // Stable: what is said of a bloc as a whole comes first.
    file.faults.sort_by_key(|fault| fault.row);
    file
}

/// Returns a bloc without the members that can't be used: those are said.
fn bloc(
    written: &WrittenBloc,
    called: &str,
    id: BlocId,
    dataset: &Dataset,
    names: &MemberNames,
    faults: &mut Vec<BlocFault>,
) -> OwnBloc {
    let name = if written.name.is_empty() { called } else { &written.name };
    let short_name = if written.short_name.is_empty() { name } else { &written.short_name };
    let mut read: Vec<(&WrittenMember, Membership)> = Vec::new();
    for of in &written.members {
        match membership(of, &id, names) {
            Ok(membership) => read.push((of, membership)),
            Err(kinds) => faults.extend(kinds.into_iter().map(|kind| fault(of, called, kind))),
        }
        if of.confidence.is_empty() && !of.member.is_empty() {
            faults.push(fault(of, called, BlocFaultKind::NoConfidence));
        }
    }
    let bloc = Bloc {
        id,
        name: name.to_owned(),
        short_name: short_name.to_owned(),
        kind: BlocKind::Own,
        about: written.about.clone(),
    };
    let memberships: Vec<&Membership> = read.iter().map(|(_, membership)| membership).collect();
    let mut left_out = BTreeSet::new();
    for (index, kind) in bloc_faults(dataset, &bloc, &memberships) {
        let of = index.and_then(|index| read.get(index)).map(|(of, _)| *of);
        if !kind.is_of_evidence() {
            left_out.extend(index);
        }
        faults.push(fault(of.unwrap_or(&WrittenMember::default()), called, kind));
    }
    let members = read.into_iter().enumerate().filter(|(index, _)| !left_out.contains(index));
    let slot = written.colour.parse::<u8>().ok().and_then(|colour| colour.checked_sub(1));
    OwnBloc { bloc, members: members.map(|(_, (_, membership))| membership).collect(), slot }
}

fn fault(of: &WrittenMember, bloc: &str, kind: BlocFaultKind) -> BlocFault {
    BlocFault { row: of.row, bloc: bloc.to_owned(), member: of.member.clone(), kind }
}

/// Returns the membership that a row says, or all that is wrong with it.
fn membership(of: &WrittenMember, bloc: &BlocId, names: &MemberNames) -> Result<Membership, Vec<BlocFaultKind>> {
    let mut faults = Vec::new();
    let member = names.member(&of.member);
    if of.member.is_empty() {
        faults.push(BlocFaultKind::NoMember);
    } else if member.is_none() {
        faults.push(BlocFaultKind::UnknownMember(names.names_like(&of.member)));
    }
    let mut date = |column, text: &str| -> Option<PartialDate> {
        let date = text.parse().ok();
        if date.is_none() && !text.is_empty() {
            faults.push(BlocFaultKind::WrongDate { column, text: text.to_owned() });
        }
        date
    };
    let (joined, left) = (date("joined", &of.joined), date("left", &of.left));
    let confidence = match of.confidence.to_lowercase().as_str() {
        // A person's own word for it, unless they say otherwise.
        "" => Some(Confidence::Confirmed),
        word => word.parse().ok(),
    };
    if confidence.is_none() {
        faults.push(BlocFaultKind::WrongConfidence(of.confidence.clone()));
    }
    match (member, confidence) {
        (Some(member), Some(confidence)) if faults.is_empty() => {
            Ok(Membership { bloc: bloc.clone(), member, joined, left, confidence, source: of.source.clone() })
        }
        _ => Err(faults),
    }
}

/// Returns what the identifier of a bloc of a person's own begins with, by a name or another identifier.
pub(super) fn stem(name: &str) -> String {
    let folded = plain_words(name);
    let words = folded.strip_prefix(BlocId::OWN).unwrap_or(&folded);
    let words = if words.is_empty() { "bloc" } else { words };
    format!("{}{words}", BlocId::OWN)
}

/// Returns a text in letters and digits of identifiers, its words parted by `_`.
fn plain_words(name: &str) -> String {
    let mut words = String::new();
    for letter in name.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() {
            words.push(letter);
        } else if !words.is_empty() && !words.ends_with('_') {
            words.push('_');
        }
    }
    words.truncate(words.trim_end_matches('_').len());
    words
}
