//! Workspaces of earlier versions stay readable.

use std::path::Path;

use lodescope::charts::ChartKind;
use lodescope::model::EditionChoice;
use lodescope::session::Workspace;

#[test]
fn a_workspace_of_version_1_is_read_whole() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/workspace/v1.lodescope");
    let json = std::fs::read_to_string(file).unwrap();
    let workspace = Workspace::read(&json).unwrap();
    assert_eq!(workspace.workspace_version, Workspace::VERSION);
    assert_eq!((workspace.document.question.commodity.as_str(), workspace.document.view), ("cobalt", ChartKind::Trend));
    let [dataset] = workspace.datasets.as_slice() else { panic!("{:?}", workspace.datasets) };
    assert_eq!(workspace.document.question.edition, EditionChoice::Of(dataset.editions[0].clone()));
    assert_eq!(dataset.relative.as_deref(), Some("data/purchases.csv"));
    let places = dataset.places(Path::new("/elsewhere"));
    assert_eq!(places, [Path::new("/elsewhere/data/purchases.csv"), Path::new("/work/study/data/purchases.csv")]);
    assert_eq!(workspace.names.get("nowhere land").map(String::as_str), Some("COD"));
    assert_eq!(workspace.limits.sheets, 1024);
}
