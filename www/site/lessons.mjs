// What lessons are made of: the real playground beside the text, in a prepared state, and questions to answer before Run.
import { readFileSync } from "node:fs";
import { toLink } from "./link.mjs";

const FOLDER = "www/site/lessons";

export function addLessons(eleventy, say) {
  eleventy.addShortcode("figure", function (name) {
    const { language, page, figures } = this.ctx;
    const words = need(figures, name, page.inputPath);
    const prepared = JSON.parse(readFileSync(`${FOLDER}/${page.fileSlug}/${name}.json`, "utf8"));
    const root = "../".repeat(page.url.split("/").length - 2);
    const workshop = inWords(prepared.Workshop ?? {}, words, page.inputPath);
    // By itself it has the whole page, with the same task.
    const { Layout, Show, ...whole } = workshop;
    return `<figure class="live wide">
<iframe title="${escape(words.title)}" data-src="${root}${escape(addressOf(prepared, workshop, language))}"></iframe>
<figcaption><span>${escape(words.caption)}</span> <a href="${root}${escape(addressOf(prepared, whole, language))}">${escape(say(language, "open-whole"))}</a></figcaption>
</figure>`;
  });

  eleventy.addShortcode("predict", function (name) {
    const { language, page, predictions } = this.ctx;
    const { text, choices, is, why } = need(predictions, name, page.inputPath);
    const radio = (choice, index) => `<label><input type="radio" name="${name}" value="${index + 1}"> ${escape(choice)}</label>`;
    return `<fieldset class="predict">
<legend><strong>${escape(say(language, "predict"))}</strong> ${escape(text)}</legend>
${choices.map(radio).join("\n")}
<details><summary>${escape(say(language, "what-happens"))}</summary><p><strong>${escape(need(choices, is - 1, page.inputPath))}</strong></p><p>${escape(why)}</p></details>
</fieldset>`;
  });

  // What is for the teacher is folded, from its heading to the end.
  eleventy.addFilter("foldTeacher", (html) => {
    const at = html.lastIndexOf("<h2");
    if (at < 0) return html;
    const [, title] = html.slice(at).match(/<h2[^>]*>([\s\S]*?)<\/h2>/);
    const rest = html.slice(at).replace(/<h2[^>]*>[\s\S]*?<\/h2>/, "");
    return `${html.slice(0, at)}<details class="teacher"><summary>${title}</summary>${rest}</details>`;
  });
}

/** The part of an address behind the page's: the document, the task, and how it is shown. */
function addressOf({ Document, View, Time, Job }, workshop, language) {
  const parts = [`s=${toLink(Document)}`];
  if (Object.keys(workshop).length) parts.push(`w=${toLink(workshop)}`);
  if (View) parts.push(`view=${View}`);
  if (Time !== undefined) parts.push(`t=${Time}`);
  if (Job !== undefined) parts.push(`job=${Job}`);
  if (workshop.Layout) parts.push(`layout=${workshop.Layout.toLowerCase()}`);
  parts.push(`lang=${language}`);
  return `#${parts.join("&")}`;
}

/** A task with the words of a language. */
function inWords(workshop, words, where) {
  const { Check, ...rest } = workshop;
  const spoken = { ...rest };
  if (words.goal) Object.assign(spoken, { Title: words.title, Goal: words.goal });
  if (words.hints) spoken.Hints = words.hints;
  if (Check) spoken.Check = Check.map((condition) => conditionInWords(condition, words, where));
  return spoken;
}

function conditionInWords({ Say, Answer, Request, ...rest }, words, where) {
  const condition = { ...rest };
  if (Request) condition.Request = { ...Request, Is: String(Request.Is) };
  if (Answer) {
    const { Name, Choices, Is, ...more } = Answer;
    const { text, choices } = need(words.questions, Name, where);
    if ((choices?.length ?? 0) !== (Choices ?? 0)) throw new Error(`${where}: the question ${Name} has ${choices?.length ?? 0} choices, and ${Choices} are to be`);
    condition.Answer = { Text: text, ...(choices && { Choices: choices }), Is: String(Is), ...more };
  }
  if (Say) condition.Say = need(words.say, Say, where);
  return condition;
}

function need(words, key, where) {
  if (words?.[key] === undefined) throw new Error(`${where}: there is no text for "${key}"`);
  return words[key];
}

const escape = (text) => String(text).replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
