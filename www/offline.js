// Keeps the site on this machine for when there is no network, and offers a new version when there is one. It is never forced: what
// runs goes on, with the files that it began with.
//
// boot.js and the pages to read load it when everything else is there.
const root = new URL(".", import.meta.url);
const words = {
  en: ["A new version is ready.", "Update", "Later", "There is no room on this machine to keep the site for offline use. It works as long as there is a network."],
  ja: ["新しいバージョンがあります。", "更新する", "後で", "オフライン用にサイトを保存する空き容量がありません。ネットワークがある間は使えます。"],
  es: ["Hay una versión nueva.", "Actualizar", "Más tarde", "No hay espacio en este equipo para guardar el sitio y usarlo sin conexión. Funciona mientras haya red."],
  fr: ["Une nouvelle version est prête.", "Mettre à jour", "Plus tard", "Il n’y a pas assez de place sur cette machine pour garder le site hors ligne. Il fonctionne tant qu’il y a un réseau."],
};
const [ready, update, later, noRoom] = words[document.documentElement.lang] ?? words.en;

start();

async function start() {
  // Plain http has none, and neither has a page in a frame of another origin whose storage is blocked.
  if (!navigator.serviceWorker) return;
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (data?.notKept === "QuotaExceededError") say(noRoom);
  });
  try {
    const registration = await navigator.serviceWorker.register(new URL("service-worker.js", root), { scope: root.href });
    if (registration.waiting) offer(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const coming = registration.installing;
      coming?.addEventListener("statechange", () => {
        // Without one in charge it is the first, and there is nothing to update.
        if (coming.state === "installed" && navigator.serviceWorker.controller) offer(coming);
      });
    });
  } catch (error) {
    console.info(`The site is not kept for offline use: ${error.message}`);
  }
}

/** A bar with the choice. */
function offer(worker) {
  const bar = say(ready);
  bar.append(
    button(update, () => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      worker.postMessage("update");
    }),
    button(later, () => bar.remove()),
  );
}

function say(text) {
  document.querySelector(".offline-bar")?.remove();
  const bar = document.createElement("div");
  bar.className = "offline-bar";
  bar.setAttribute("role", "status");
  bar.append(Object.assign(document.createElement("p"), { textContent: text }));
  document.body.append(bar);
  return bar;
}

function button(text, act) {
  const element = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: text });
  element.addEventListener("click", act);
  return element;
}
