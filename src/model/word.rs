use super::ModelError;

/// Returns the one of `all` whose word in files and on the command line is `text`.
///
/// # Errors
/// [`ModelError::NotAWord`] with `what` was expected and the valid words.
pub(super) fn from_word<T: Copy>(
    what: &'static str,
    text: &str,
    all: &[T],
    id: impl Fn(T) -> &'static str,
) -> Result<T, ModelError> {
    all.iter().copied().find(|value| id(*value) == text).ok_or_else(|| ModelError::NotAWord {
        what,
        text: text.to_owned(),
        valid: all.iter().map(|value| id(*value)).collect::<Vec<_>>().join(", "),
    })
}
