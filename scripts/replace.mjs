// Changes to built files that must not silently come to nothing when what is built changes.

/** `text` with the match of `pattern` replaced, or all if it is global; an error that names `what` it is where nothing matches. */
export function replaceOnce(text, pattern, replacement, what) {
  if (text.search(pattern) < 0) throw new Error(`${what} has nothing that matches ${pattern}`);
  return text.replace(pattern, replacement);
}
