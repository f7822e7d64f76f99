// Markdown for pages with a strict Content Security Policy.
import MarkdownIt from "markdown-it";

const { escapeHtml } = new MarkdownIt().utils;

/** A renderer that writes no style attribute, and lets a wide table scroll without the page. */
export function strictMarkdown() {
  const markdown = new MarkdownIt({ html: true });
  for (const cell of ["th_open", "td_open"]) {
    markdown.renderer.rules[cell] = (tokens, index, options, env, self) => {
      const token = tokens[index];
      const align = token.attrGet("style")?.match(/text-align:(\w+)/)?.[1];
      token.attrs = token.attrs?.filter(([name]) => name !== "style") ?? null;
      if (align) token.attrJoin("class", align);
      if (cell === "th_open") token.attrSet("scope", "col");
      return self.renderToken(tokens, index, options);
    };
  }
  markdown.renderer.rules.code_inline = (tokens, index) => `<code>${breakable(tokens[index].content)}</code>`;
  // Where Japanese text is broken over two lines of the source there is no space.
  markdown.renderer.rules.softbreak = (tokens, index) => {
    const [before, behind] = [tokens[index - 1]?.content.slice(-1), tokens[index + 1]?.content[0]];
    return isWide(before) && (isWide(behind) || /[。、）」]/.test(before)) ? "" : "\n";
  };
  // The keyboard scrolls only what has the focus.
  markdown.renderer.rules.fence = (tokens, index) =>
    `<pre tabindex="0"><code class="language-${escapeHtml(tokens[index].info)}">${escapeHtml(tokens[index].content)}</code></pre>\n`;
  markdown.renderer.rules.table_open = () => '<div class="table" tabindex="0">\n<table>\n';
  markdown.renderer.rules.table_close = () => "</table>\n</div>\n";
  return markdown;
}

const isWide = (character) => /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u.test(character ?? "");

/** HTML of a text whose long names may be broken: after a dot, and before a capital letter. */
export function breakable(text) {
  return escapeHtml(text).replace(/\.(?=\w)|[a-z](?=[A-Z])/g, "$&<wbr>");
}
