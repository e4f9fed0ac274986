use std::fmt;
use std::process::ExitCode;

/// Why a run of the command line did not do what was asked.
#[derive(Debug)]
pub enum CliError {
    /// An argument names nothing: exit code 2.
    Argument {
        /// What is wrong.
        message: String,
        /// What would be right.
        hint: String,
    },
    /// The question has no answer: exit code 1.
    NoAnswer {
        /// Why.
        reason: String,
    },
    /// Something failed: exit code 1.
    Failed {
        /// What, with its causes.
        problem: anyhow::Error,
        /// What to do.
        hint: String,
    },
}

impl CliError {
    /// Returns an error for an argument that names nothing.
    pub fn argument(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Argument { message: message.into(), hint: hint.into() }
    }

    /// Returns a failure without a hint.
    pub fn failed(problem: impl Into<anyhow::Error>) -> Self {
        Self::Failed { problem: problem.into(), hint: String::new() }
    }

    /// Returns the failure to open the window, with the way that needs none.
    #[must_use]
    pub fn window(problem: anyhow::Error) -> Self {
        let screen =
            ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].iter().any(|name| std::env::var_os(name).is_some());
        // Only where these variables say whether there is a screen.
        let problem = if screen || !cfg!(all(unix, not(target_os = "macos"))) {
            problem
        } else {
            anyhow::anyhow!("There is no screen to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set")
        };
        let hint = "Without a screen, 'lodescope export' writes charts and 'lodescope answer' prints figures";
        Self::Failed { problem, hint: hint.to_owned() }
    }

    /// Returns whether all that went wrong is that nobody reads the output any more.
    #[must_use]
    pub fn is_closed_pipe(&self) -> bool {
        let Self::Failed { problem, .. } = self else { return false };
        let kind = |cause: &(dyn std::error::Error + 'static)| {
            let of_json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
            of_json.or_else(|| cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind))
        };
        problem.chain().any(|cause| kind(cause) == Some(std::io::ErrorKind::BrokenPipe))
    }

    /// Returns the exit code.
    #[must_use]
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Argument { .. } => ExitCode::from(2),
            Self::NoAnswer { .. } | Self::Failed { .. } => ExitCode::from(1),
        }
    }
}

impl fmt::Display for CliError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Argument { message, hint } if hint.is_empty() => write!(formatter, "error: {message}"),
            Self::Argument { message, hint } => write!(formatter, "error: {message}; {hint}"),
            Self::NoAnswer { reason } => write!(formatter, "no answer: {reason}"),
            Self::Failed { problem, hint } => {
                write!(formatter, "error: {}", with_causes(problem))?;
                if hint.is_empty() { Ok(()) } else { write!(formatter, "\n{hint}") }
            }
        }
    }
}

/// Returns what went wrong and why, in one line.
pub(super) fn with_causes(problem: &anyhow::Error) -> String {
    let mut said = problem.to_string();
    let mut words = said.clone();
    for cause in problem.chain().skip(1).map(ToString::to_string) {
        // Some messages hold their cause already.
        if !said.contains(&cause) {
            words.push_str(": ");
            words.push_str(&cause);
            said = cause;
        }
    }
    words
}
