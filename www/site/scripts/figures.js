// A live figure of a lesson loads when it is scrolled to. The browser's own loading="lazy" would begin up to 2,500 pixels before that,
// which is with the page, and a whole playground keeps a phone busy for seconds.
const seen = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      target.src = target.dataset.src;
    }
  },
  { rootMargin: "0px 0px 100px 0px" },
);
for (const figure of document.querySelectorAll("iframe[data-src]")) seen.observe(figure);
