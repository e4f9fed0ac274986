use jiff::civil::Date;

use crate::charts::change_words::change_words;
use crate::data::Dataset;
use crate::model::date_text;
use crate::session::Timeline;

/// Returns what changed on a day, for example "4 Feb 2026: FORGE begins with 35 countries; MSP ends".
pub(super) fn day_words(dataset: &Dataset, timeline: &Timeline, day: Date) -> String {
    let said: Vec<String> = timeline.changes_on(day).map(|change| change_words(dataset, change)).collect();
    format!("{}: {}", date_text(day), said.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::embedded;
    use crate::model::{BlocId, Question, parse_date};
    use crate::session::Session;

    #[test]
    fn a_day_says_who_came_and_who_went() {
        let dataset = embedded().unwrap();
        let of = |ids: &[&str], day: &str| {
            let blocs = ids.iter().map(|id| BlocId::new(*id).unwrap()).collect();
            let session = Session::opening(&dataset).unwrap();
            let timeline = Timeline::of(&dataset, &Question { blocs, ..session.question().clone() });
            day_words(&dataset, &timeline, parse_date(day).unwrap())
        };
        let forge = of(&["forge", "msp"], "2026-02-04");
        assert!(forge.starts_with("4 Feb 2026: FORGE begins with ") && forge.ends_with("; MSP (until Feb 2026) ends"));
        assert_eq!(of(&["eu"], "2020-01-31"), "31 Jan 2020: United Kingdom leaves European Union");
        assert_eq!(of(&["eu"], "2013-07-01"), "1 Jul 2013: Croatia joins European Union");
        assert_eq!(of(&["eu"], "1981-01-01"), "1 Jan 1981: Greece joins European Union");
        assert_eq!(of(&["eu"], "1995-01-01"), "1 Jan 1995: Austria, Finland and Sweden join European Union");
        assert_eq!(of(&["eu"], "2004-05-01"), "1 May 2004: 10 countries join European Union");
    }
}
