use super::*;

fn with<T>(test: impl FnOnce(&Words<'_>) -> T) -> T {
    let curated = Curated::embedded().unwrap();
    let assigned = BTreeMap::from([("atlantis".to_owned(), "GRC".to_owned())]);
    test(&Words::new(&curated, &assigned))
}

#[test]
fn countries_are_known_in_many_spellings() {
    with(|words| {
        let code = |name: &str| words.subject(name).map(|subject| subject.to_string());
        for (name, iso3) in [
            ("Congo, D.R.", "COD"),
            ("CONGO, DEM. REP.", "COD"),
            ("Demokratische Republik Kongo", "COD"),
            ("Congo, Rep.", "COG"),
            ("Korea, Rep.", "KOR"),
            ("Corée du Nord", "PRK"),
            ("Cote d Ivoire", "CIV"),
            ("Côte d'Ivoire*", "CIV"),
            ("Türkiye (3)", "TUR"),
            ("US", "USA"),
            ("U.S.A.", "USA"),
            ("UK", "GBR"),
            ("156", "CHN"),
            ("cn", ""),
            ("中国", "CHN"),
            ("Südafrika", "ZAF"),
            ("Sudafrica", "ZAF"),
            ("Bosnia & Herzegovina", "BIH"),
            ("OWID_KOS", "XKX"),
            ("OWID_WRL", "world"),
            ("Welt gesamt", "world"),
            ("Total", ""),
            ("Summe", ""),
            ("World total", "world"),
            ("Total mondial", "world"),
            ("Rest of World", "other"),
            ("Atlantis", "GRC"),
            ("Congo", ""),
            ("Korea", ""),
            ("NA", ""),
            ("", ""),
            ("Chna", ""),
            ("Africa", ""),
        ] {
            assert_eq!(code(name).as_deref(), Some(iso3).filter(|iso3| !iso3.is_empty()), "{name}");
        }
        for total in ["Total", "Summe", "Gesamt", "Всего", "合计", "Grand total (rounded)"] {
            assert!(words.is_total(total), "{total}");
        }
        for other in ["World", "World total", "Total (world)", "Total mondial", "China", "Total Europe", "Sonstige", ""]
        {
            assert!(!words.is_total(other), "{other}");
        }
        assert!(words.is_group("Africa") && words.is_group("Total Europe") && words.is_group("OWID_EUR"));
        assert!(!words.is_group("World") && !words.is_group("South Africa"));
    });
}

#[test]
fn a_name_in_no_list_is_only_likened() {
    with(|words| {
        assert_eq!(words.countries_like("Argentinia").first().copied(), Some("Argentina"));
        assert!(words.countries_like("Xq").is_empty());
        assert!(words.subject("Argentinia").is_none());
    });
}

#[test]
fn minerals_keep_their_basis() {
    with(|words| {
        let of = |name: &str| {
            let mineral = words.mineral_name(name)?;
            Some(format!("{} {} {}", mineral.commodity, mineral.form, mineral.basis).trim_end().to_owned())
        };
        assert_eq!(of("Lithium (Li2O)").as_deref(), Some("lithium lithium Li₂O content"));
        assert_eq!(of("Seltene Erden").as_deref(), Some("rare-earths rare-earths"));
        assert_eq!(of("Rare Earths (REO)").as_deref(), Some("rare-earths rare-earths rare-earth-oxide equivalent"));
        assert_eq!(of("Iron (Fe)").as_deref(), Some("iron-ore iron-content iron content"));
        assert_eq!(of("Co").as_deref(), Some("cobalt cobalt"));
        assert_eq!(of("CO"), None);
        assert_eq!(of("Ilmenite").as_deref(), Some("titanium ilmenite"));
        assert_eq!(of("germanium").as_deref(), Some("germanium germanium"));
        assert_eq!(of("Unobtainium"), None);
    });
}

#[test]
fn titles_name_a_mineral_a_stage_and_a_unit() {
    with(|words| {
        assert_eq!(words.mineral_in("lithium-mine-production.csv").as_deref(), Some("lithium"));
        assert_eq!(words.mineral_in("Production of iron ore and more").as_deref(), Some("iron ore"));
        assert_eq!(words.mineral_in("lead and zinc"), None);
        assert_eq!(words.mineral_in("this or that"), None);
        assert_eq!(words.stage_in("Copper: mine production, 2019"), Some(Stage::Mine));
        assert_eq!(words.stage_in("refined_copper"), Some(Stage::Refinery));
        assert_eq!(words.stage_in("Production of copper"), None);
        assert_eq!(words.stage_in("mine and refinery"), None);
        for (text, unit) in [
            ("Production (t)", Some("t")),
            ("Output [kt]", Some("kt")),
            ("Menge (in Tonnen)", Some("Tonnen")),
            ("Copper production in tonnes", Some("tonnes")),
            ("Copper production - mine, tonnes", Some("tonnes")),
            ("Prod_kt_2020", Some("kt")),
            ("tonnes", Some("tonnes")),
            ("Production (mt)", None),
            ("Value", None),
        ] {
            assert_eq!(words.unit_in(text).as_deref(), unit, "{text}");
        }
    });
}

#[test]
fn units_are_converted_by_exact_factors() {
    with(|words| {
        assert_eq!(words.measured("Mt"), Some((Unit::MillionTonnes, 1.0)));
        assert_eq!(words.measured("mt"), None);
        assert_eq!(words.measured("tons"), None);
        assert_eq!(words.measured("metr. t"), Some((Unit::Tonnes, 1.0)));
        assert_eq!(words.measured("troy ounces"), Some((Unit::Kilograms, 0.031_103_476_8)));
        assert_eq!(words.measured("short tons"), Some((Unit::Tonnes, 0.907_184_74)));
        assert_eq!(words.measured("'000 t"), Some((Unit::ThousandTonnes, 1.0)));
        assert_eq!(words.measured("ct"), Some((Unit::ThousandCarats, 0.001)));
        assert_eq!(words.unit("kt"), Some(Unit::ThousandTonnes));
        assert_eq!(words.unit("lb"), None);
    });
}

#[test]
fn headers_are_known_in_several_languages() {
    with(|words| {
        for (header, word) in [
            ("Land", ColumnWord::Country),
            ("País", ColumnWord::Country),
            ("Matière première", ColumnWord::Mineral),
            ("Année", ColumnWord::Year),
            ("Menge [t]", ColumnWord::Value),
            ("ISO3", ColumnWord::CountryCode),
            ("country_name", ColumnWord::Country),
            ("Data Source", ColumnWord::Beside),
        ] {
            assert_eq!(words.column(header), Some(word), "{header}");
        }
        assert_eq!(words.column("xyz"), None);
    });
}
