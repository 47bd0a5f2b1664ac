// The merchant's phone. What happens is asked for whenever the server says that something has changed.
"use strict";

const seen = { lines: 0 };
const at = { merchant: 0, where: "account" };
let words = {};
let state = { merchants: [], menu: [], lines: [] };

const find = (id) => document.getElementById(id);
const word = (name, values = {}) => Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), words[name] || name);

function element(name, text, className) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function button(text, act, selected) {
  const made = element("button", text);
  made.type = "button";
  if (selected !== undefined) made.setAttribute("aria-selected", String(selected));
  made.addEventListener("click", act);
  return made;
}

async function act(wish) {
  const response = await fetch("/wechat/play/do", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ ...at, ...wish }) });
  const told = await response.json();
  find("refused").textContent = told.refused ? `${word("refused")}: ${told.refused}` : "";
}

function send(kind) {
  const file = find("file");
  file.accept = kind === "photo" ? "image/*" : "";
  file.onchange = async () => {
    if (!file.files.length) return;
    const form = new FormData();
    form.append("file", file.files[0]);
    form.append("wish", JSON.stringify({ ...at, kind }));
    await fetch("/wechat/play/send", { method: "POST", body: form });
    file.value = "";
  };
  file.click();
}

// WeChat makes links of addresses in plain words.
function linked(text) {
  return text.split(/(https?:\/\/[^\s（）]+)/).map((part, place) => {
    if (place % 2 === 0) return part;
    const link = element("a", part);
    Object.assign(link, { href: part, target: "_blank", rel: "noopener noreferrer" });
    return link;
  });
}

function bubble(one) {
  const item = element("li", "", [one.mine ? "mine" : "", one.kind].join(" ").trim());
  if (one.kind === "image") {
    const picture = element("img");
    picture.src = `/wechat/play/file/${encodeURIComponent(one.media)}`;
    picture.alt = word("photo_text");
    item.append(picture);
  } else {
    const shown = { voice: `🔊 ${word("wechat_voice")}`, location: `📍 ${one.text}`, file: `📄 ${one.text}`, notice: `🔔 ${one.text}` };
    item.append(...(shown[one.kind] ? [shown[one.kind]] : linked(one.text)));
  }
  if (one.items.length) {
    const items = element("div", "", "items");
    for (const [key, label] of one.items) items.append(button(`${label}`, () => act({ do: "say", text: label, menu: key })));
    item.append(items);
  }
  return item;
}

function tabs() {
  find("people").replaceChildren(...state.merchants.map((one, index) => button(one.name, () => { at.merchant = index; draw(); }, index === at.merchant)));
  find("places").replaceChildren(...["account", "service"].map((where) => button(word(`wechat_${where}`), () => { at.where = where; draw(); }, where === at.where)));
}

function tools(me) {
  const isService = at.where === "service";
  const does = [
    [me.follows && !isService ? "wechat_scan" : isService ? "wechat_enter" : "wechat_follow", { do: "arrive" }],
    [isService ? "wechat_enter_serial" : "wechat_scan_serial", { do: "arrive", serial: true }],
    ["voice", { do: "voice" }],
    ["location", { do: "locate" }],
  ];
  if (!isService) does.push(["wechat_leave", { do: "leave" }], ["wechat_agree", { do: "agree" }]);
  if (isService) does.push(["wechat_taken", { do: "hand_over", state: 3 }], ["wechat_ended", { do: "hand_over", state: 4 }]);
  const made = does.map(([name, wish]) => button(word(name), () => act(wish)));
  made.splice(2, 0, button(word("photo"), () => send("photo")));
  if (isService) made.splice(3, 0, button(word("file"), () => send("file")));
  find("does").replaceChildren(...made);
  const times = [["minute", 61], ["hour", 3600], ["wechat_two_days", 48 * 3600 + 60]];
  find("clock").replaceChildren(element("span", new Date(state.clock * 1000).toLocaleString()), ...times.map(([name, seconds]) => button(word(name), () => act({ do: "clock", seconds }))));
  const faults = ["busy", "token", "calls", "closed", "used", "broken", "lost", "duplicate", "late"];
  find("faults").replaceChildren(...faults.map((kind) => button(word(`wechat_fault_${kind}`), () => act({ do: "fault", kind }))), button(word("wechat_revoke"), () => act({ do: "revoke" })));
}

function room(me) {
  const left = me[`${at.where}_left`];
  const until = me[`${at.where}_until`];
  const lines = [left ? word("wechat_room", { left, until: new Date(until * 1000).toLocaleString() }) : word("wechat_no_room")];
  if (at.where === "service") lines.push(word(`wechat_state_${me.state}`));
  else lines.push(me.follows ? word("wechat_follows") : word("wechat_follows_not"), word("wechat_consents", { count: me.consents }));
  find("room").textContent = lines.join("\n");
}

function draw() {
  const me = state.merchants[at.merchant];
  if (!me) return;
  tabs();
  find("who").textContent = `${word("wechat_account_name")} · ${me.name}`;
  const list = find("bubbles");
  const before = list.childElementCount;
  list.replaceChildren(...me[at.where].map(bubble));
  if (!list.childElementCount) list.append(element("li", word("wechat_empty"), "line"));
  if (list.childElementCount !== before) list.scrollTop = list.scrollHeight;
  find("menu").replaceChildren(...(at.where === "account" ? state.menu.map(([key, name]) => button(name, () => act({ do: "tap", key }))) : []));
  room(me);
  tools(me);
}

function wire(lines) {
  for (const line of lines.filter((one) => one.number > seen.lines)) { // two looks may be under way at once
    seen.lines = line.number;
    const item = element("li", "", line.ok ? "" : "bad");
    const details = element("details");
    details.append(element("summary", `${line.way === "out" ? "→" : "←"} ${line.bot} ${line.what} · ${line.got}`), element("pre", line.sent), element("pre", line.got));
    item.append(details);
    find("lines").prepend(item);
  }
}

async function look() {
  const response = await fetch(`/wechat/play/state?after=${seen.lines}`);
  state = await response.json();
  wire(state.lines);
  draw();
}

async function start() {
  const asked = new URLSearchParams(location.search).get("lang");
  const language = asked || (navigator.language.startsWith("zh") ? "zh" : "en");
  document.documentElement.lang = language;
  words = await (await fetch(`/wechat/play/words?lang=${language}`)).json();
  const titles = { banner: "wechat_banner", send: "send", "room-title": "wechat_room_title", "does-title": "wechat_does", "clock-title": "clock", "faults-title": "faults", "wire-title": "wire" };
  for (const [id, name] of Object.entries(titles)) find(id).textContent = word(name);
  document.title = word("wechat_title");
  find("text").placeholder = word("message");
  find("text").setAttribute("aria-label", word("message"));
  find("language").textContent = word("other_language");
  find("language").href = `?lang=${language === "zh" ? "en" : "zh"}`;
  find("other").href = `/?lang=${language}`;
  find("compose").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = find("text").value.trim();
    if (text) act({ do: "say", text });
    find("text").value = "";
  });
  new EventSource("/wechat/play/changes").onmessage = look;
  await look();
}

start();
