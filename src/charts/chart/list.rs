/// Makes [`ChartKind`](super::ChartKind) and [`Chart`](super::Chart) from the list of kinds.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident: $chart:ty,)+) => {
        /// The kinds of charts.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum ChartKind {
            $($(#[$doc])* $kind,)+
        }

        impl ChartKind {
            /// All kinds, in the order of the view strip.
            pub const ALL: &'static [Self] = &[$(Self::$kind),+];

            /// Returns what it is called, and what of a question it is about.
            #[must_use]
            pub fn about(self) -> &'static $crate::charts::About {
                match self {
                    $(Self::$kind => &<$chart as $crate::charts::Kind>::ABOUT,)+
                }
            }
        }

        /// A chart of any kind: everything that is drawn, in words, order and colour, and no pixel.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Chart {
            $($(#[$doc])* $kind(Box<$chart>),)+
        }

        impl Chart {
            /// Returns the chart of a kind that answers what is asked.
            pub(in crate::charts) fn of(
                kind: ChartKind,
                asked: $crate::charts::Asked<'_>,
                kept: &mut $crate::charts::Kept,
            ) -> Self {
                match kind {
                    $(ChartKind::$kind => {
                        Self::$kind(Box::new(<$chart as $crate::charts::Kind>::of(asked, kept)))
                    })+
                }
            }

            /// Returns its kind.
            #[must_use]
            pub fn kind(&self) -> ChartKind {
                match self {
                    $(Self::$kind(_) => ChartKind::$kind,)+
                }
            }

            /// Returns what the data say.
            #[must_use]
            pub fn title(&self) -> &str {
                match self {
                    $(Self::$kind(chart) => &chart.title,)+
                }
            }

            /// Puts a title in place of its own.
            pub fn set_title(&mut self, title: &str) {
                match self {
                    $(Self::$kind(chart) => title.clone_into(&mut chart.title),)+
                }
            }

            /// Returns what a reader must know.
            #[must_use]
            pub fn notes(&self) -> &[String] {
                match self {
                    $(Self::$kind(chart) => &chart.notes,)+
                }
            }

            /// Adds a note above the source line.
            pub fn add_note(&mut self, note: &str) {
                match self {
                    $(Self::$kind(chart) => chart.notes.push(note.to_owned()),)+
                }
            }

            /// Returns the chart in words.
            #[must_use]
            pub fn description(&self) -> &str {
                match self {
                    $(Self::$kind(chart) => &chart.description,)+
                }
            }

            /// Returns the chart as a table.
            #[must_use]
            pub fn table(&self) -> &$crate::charts::table::ChartTable {
                match self {
                    $(Self::$kind(chart) => &chart.table,)+
                }
            }

            /// Returns the sentence in place of a picture, where there is nothing to draw.
            #[must_use]
            pub fn empty(&self) -> Option<&str> {
                match self {
                    $(Self::$kind(chart) => chart.empty.as_deref(),)+
                }
            }

            /// Draws the chart into all of `ui`'s available space and returns what was clicked in it, which only a window
            /// offers.
            pub fn draw(
                &self,
                ui: &mut $crate::charts::Canvas,
                looking: &$crate::charts::Looking,
                style: $crate::charts::style::Style,
                fit: $crate::charts::Fit,
                groups: &mut $crate::charts::groups::Groups,
            ) -> Option<$crate::charts::Clicked> {
                match self {
                    $(Self::$kind(chart) => {
                        $crate::charts::Drawn::draw_ui(chart.as_ref(), ui, looking, style, fit, groups)
                    })+
                }
            }
        }
    };
}
pub(in crate::charts) use kinds;
