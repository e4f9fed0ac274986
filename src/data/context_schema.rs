use crate::model::{ControlKind, ExportControl, Governance, ImportReliance, ImportSource, Jump};

use super::context_records::NET_EXPORTER;
use super::records::Record;
use super::schema::{BOUNDS, ID, ISO3, Kind, Resource, STATUSES, may, must, stage};
use crate::model::{Bound, Status};

/// Returns what the tables beside amounts by country hold, in the order of the package.
pub(super) fn resources() -> [Resource; 5] {
    [governance(), export_controls(), import_reliance(), import_sources(), jumps()]
}

fn governance() -> Resource {
    Resource {
        file: Governance::FILE,
        title: "Governance",
        description: "How countries are governed, by the Worldwide Governance Indicators of the World Bank: estimates \
            of about -2.5 (weak) to 2.5 (strong), 0 being the mean of all countries in the year. They gather what many \
            sources perceive and carry an error of about 0.2 to 0.4. Empty: no estimate. Source: wgi2024.",
        fields: vec![
            must("iso3", ISO3, "Country (ISO 3166-1 alpha-3); XKX for Kosovo"),
            must("year", Kind::Year, "Year"),
            may("voice", Kind::Score, "Voice and accountability"),
            may("stability", Kind::Score, "Political stability and absence of violence or terrorism"),
            may("effectiveness", Kind::Score, "Government effectiveness"),
            may("regulation", Kind::Score, "Regulatory quality"),
            may("law", Kind::Score, "Rule of law"),
            may("corruption", Kind::Score, "Control of corruption: higher is less corruption"),
        ],
        primary_key: &["iso3", "year"],
        foreign_keys: &[(&["iso3"], "countries", &["iso3"])],
    }
}

fn export_controls() -> Resource {
    Resource {
        file: ExportControl::FILE,
        title: "Export controls",
        description: "Countries' controls on exports of minerals, by table 4 of Mineral Commodity Summaries 2026. Which \
            commodities a text names was read by hand. Source: usgs-mcs2026.",
        fields: vec![
            must("country", ISO3, "Country that controls its exports"),
            must("kind", Kind::OneOf(ControlKind::ALL.map(ControlKind::id).to_vec()), "How exports are controlled"),
            must("printed_kind", Kind::Text, "How, as printed"),
            must("printed", Kind::Text, "What is controlled, as printed, with years"),
            may("commodities", Kind::Text, "Commodities that the text names, parted by semicolons; empty for none"),
            may("years", Kind::Text, "The year printed with each of them, parted by semicolons"),
            may("words", Kind::Text, "The printed words for each of them, parted by semicolons"),
            may("link", Kind::Text, "Address that the publisher gives"),
            may("note", Kind::Text, "The publisher's note"),
        ],
        primary_key: &["country", "printed_kind"],
        foreign_keys: &[(&["country"], "countries", &["iso3"])],
    }
}

fn import_reliance() -> Resource {
    let statuses = STATUSES.map(Status::id).into_iter().chain([NET_EXPORTER]).collect();
    Resource {
        file: ImportReliance::FILE,
        title: "Net import reliance of the United States",
        description: "Share of consumption that the United States meets by imports, net of exports, in per cent, by \
            figure 2 of Mineral Commodity Summaries 2026 and, for what the figure leaves out (net exporters, 20% and \
            less, not available), by the chapters' salient statistics. The figure's numbers are taken as estimates, as \
            the chapters mark them. Source: usgs-mcs2026.",
        fields: vec![
            may("commodity", ID, "Commodity; empty where the package has none such"),
            may("form", ID, "Form, where the row speaks of one only"),
            must("name", Kind::Text, "What is imported, as printed"),
            must("year", Kind::Year, "Year"),
            may("value", Kind::Amount, "Per cent, the bound or the lower end of a range; empty for none"),
            may("upper", Kind::Amount, "The upper end of a range"),
            may("bound", Kind::OneOf(BOUNDS.map(Bound::id).to_vec()), "How value bounds the true number"),
            must("status", Kind::OneOf(statuses), "What kind of statement it is; net_exporter has no number"),
            must("printed", Kind::Text, "The value as printed"),
            may("major_sources", Kind::Text, "Largest sources of imports in 2021-24, as printed, largest first"),
            must("table", Kind::Text, "The publisher's table"),
            may("note", Kind::Text, "The publisher's note"),
        ],
        primary_key: &["name", "table"],
        foreign_keys: &[(&["commodity"], "commodities", &["id"])],
    }
}

fn import_sources() -> Resource {
    Resource {
        file: ImportSource::FILE,
        title: "Sources of imports of the United States",
        description: "Where imports of the United States came from in 2021-24, by figure 3 of Mineral Commodity \
            Summaries 2026. Source: usgs-mcs2026.",
        fields: vec![
            may("commodity", ID, "Commodity; empty where the package has none such"),
            may("form", ID, "Form, where the row speaks of one only"),
            must("name", Kind::Text, "What is imported, as printed"),
            may("country", ISO3, "Country; empty for the others together"),
            must("printed", Kind::Text, "The source as printed"),
            must("first_year", Kind::Year, "First year of the period"),
            must("last_year", Kind::Year, "Last year of the period"),
            must("percent", Kind::Count, "Share of imports in the period, in per cent"),
        ],
        primary_key: &["name", "printed"],
        foreign_keys: &[(&["commodity"], "commodities", &["id"]), (&["country"], "countries", &["iso3"])],
    }
}

fn jumps() -> Resource {
    Resource {
        file: Jump::FILE,
        title: "Large changes",
        description: "Changes by a factor of three and more, between neighbouring years, of countries with a twentieth of \
            their table and more, each year being that of the newest edition that has it. Explained by hand.",
        fields: vec![
            must("commodity", ID, "Commodity"),
            must("form", ID, "Form"),
            stage(),
            must("country", ISO3, "Country (ISO 3166-1 alpha-3)"),
            must("from_year", Kind::Year, "Year before the change"),
            must("from_edition", ID, "Edition that year is taken from"),
            must("from_value", Kind::Amount, "Figure before it, in the unit of the newest edition's table"),
            must("to_year", Kind::Year, "Year behind the change"),
            must("to_edition", ID, "Edition that year is taken from"),
            must("to_value", Kind::Amount, "Figure behind it, in the same unit"),
            must("explanation", Kind::Text, "Why, or that the publisher does not say"),
        ],
        primary_key: &["commodity", "form", "stage", "country", "from_year"],
        foreign_keys: &[(&["country"], "countries", &["iso3"])],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schemas_name_the_columns_that_are_written() {
        let written: [(&str, &[&str]); 4] = [
            (Governance::FILE, Governance::COLUMNS),
            (ExportControl::FILE, ExportControl::COLUMNS),
            (ImportReliance::FILE, ImportReliance::COLUMNS),
            (ImportSource::FILE, ImportSource::COLUMNS),
        ];
        for ((file, columns), resource) in written.into_iter().zip(resources()) {
            assert_eq!(resource.file, file);
            let described: Vec<_> = resource.fields.iter().map(|field| field.name).collect();
            assert_eq!(described, columns, "{file}");
        }
    }
}
