// Where things lie on the screen: functions that run in the page, for page.evaluate.

/** What is smaller than 44 by 44 pixels of what can be pressed. A label is part of its control (WCAG 2.2, 2.5.5). */
export function smallTargets() {
  const controls = "a[href], button, select, input, textarea, summary, [role=slider], [role=button]";
  const root = document.querySelector("dialog[open]") ?? document.body;
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".visually-hidden, .skip-link, .plot");
  const isLinkInText = (element) => element.localName === "a" && getComputedStyle(element).display === "inline";
  const all = [...root.querySelectorAll(controls)].filter((element) => seen(element) && !isLinkInText(element));
  const wrong = all.filter((element) => {
    const boxes = [element, ...(element.labels ?? [])].map((own) => own.getBoundingClientRect());
    return !boxes.some(({ width, height }) => width > 43.9 && height > 43.9);
  });
  const name = (element) => {
    const { width, height } = element.getBoundingClientRect();
    const words = (element.ariaLabel ?? element.textContent).trim().slice(0, 24);
    return `${element.localName}.${element.className} “${words}” ${Math.round(width)} × ${Math.round(height)}`;
  };
  return { count: all.length, wrong: wrong.map(name) };
}

/** What is cut off, what lies beside the screen, what lies over other words, and whether the page scrolls sideways. */
export function cutOff() {
  const { clientWidth: width, scrollWidth } = document.documentElement;
  const wrong = scrollWidth > width ? [`the page is ${scrollWidth} wide on a screen of ${width}`] : [];
  const root = document.querySelector("dialog[open]") ?? document.body;
  const name = (element) => `${element.localName}.${element.className.baseVal ?? element.className} “${element.textContent.trim().slice(0, 30)}”`;
  const seen = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true }) && !element.closest(".visually-hidden, .skip-link");
  const ancestors = (element) => {
    const list = [];
    for (let own = element; own && own !== document.body; own = own.parentElement) list.push([own, getComputedStyle(own)]);
    return list;
  };
  const scrolls = (style) => /auto|scroll/.test(style.overflowX + style.overflowY);
  const isBeside = ({ left, right }) => right > width + 1 || left < -1;

  const words = [];
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, ({ data }) => (data.trim() ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT));
  const range = document.createRange();
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!seen(element) || element.closest("svg, option, textarea")) continue;
    range.selectNodeContents(texts.currentNode);
    const box = range.getBoundingClientRect();
    const above = ancestors(element);
    // For screen readers only.
    if (above.some(([, style]) => style.clipPath !== "none")) continue;
    if (!above.some(([, style]) => scrolls(style)) && isBeside(box)) wrong.push(`${name(element)} lies beside the screen`);
    for (const [own, style] of above) {
      if (scrolls(style)) break;
      const edge = own.getBoundingClientRect();
      const isCut = box.right > edge.right + 1 || box.left < edge.left - 1 || box.bottom > edge.bottom + 2 || box.top < edge.top - 2;
      if (style.overflowX !== "visible" && isCut) wrong.push(`${name(element)} is cut by ${own.className}`);
    }
    // What floats or sticks lies over others on purpose.
    if (element.closest(".top-bar, .request-nav, .menu-body, .tour, .hint")) continue;
    const edges = above.filter(([, style]) => style.overflowX !== "visible").map(([own]) => own.getBoundingClientRect());
    for (const line of range.getClientRects()) {
      const within = (side, closer) => edges.reduce((limit, edge) => closer(limit, edge[side]), line[side]);
      words.push({ element, left: within("left", Math.max), top: within("top", Math.max), right: within("right", Math.min), bottom: within("bottom", Math.min) });
    }
  }
  words.forEach((one, index) => {
    for (const other of words.slice(index + 1)) {
      const [x, y] = [Math.min(one.right, other.right) - Math.max(one.left, other.left), Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)];
      if (one.element !== other.element && x > 2 && y > 5) wrong.push(`${name(one.element)} and ${name(other.element)} lie over each other`);
    }
  });

  for (const control of root.querySelectorAll("button, input, select, .card, canvas, svg")) {
    if (!seen(control) || control.parentElement.closest("svg")) continue;
    const above = ancestors(control.parentElement);
    if (isBeside(control.getBoundingClientRect()) && !above.some(([, style]) => scrolls(style))) wrong.push(`${name(control)} lies beside the screen`);
  }
  // A menu shows what is chosen, as far as its line goes.
  const pen = new OffscreenCanvas(1, 1).getContext("2d");
  for (const menu of root.querySelectorAll("select.select")) {
    const style = getComputedStyle(menu);
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const room = menu.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const line = menu.parentElement.clientWidth - 2;
    const chosen = menu.selectedOptions[0]?.textContent ?? "";
    if (seen(menu) && pen.measureText(chosen).width > room + 1 && menu.offsetWidth < line) wrong.push(`the menu with “${chosen}” cuts it`);
  }
  return [...new Set(wrong)];
}

/** What scrolls, and neither takes the focus nor has anything in it that does: some browsers let no key scroll it. */
export function outOfKeysReach() {
  const root = document.querySelector("dialog[open]") ?? document.body;
  const scrolls = (element) =>
    /auto|scroll/.test(getComputedStyle(element).overflowY) && element.clientHeight > 0 && element.scrollHeight > element.clientHeight + 1;
  const takesFocus = ":is(a[href], button, input, select, textarea, summary, [tabindex='0']):not(:disabled)";
  const wrong = [...root.querySelectorAll("*")].filter((own) => scrolls(own) && !own.matches(takesFocus) && !own.querySelector(takesFocus));
  return wrong.map(({ localName, className, scrollHeight, clientHeight }) => `${localName}.${className}: ${scrollHeight} in ${clientHeight}`);
}
