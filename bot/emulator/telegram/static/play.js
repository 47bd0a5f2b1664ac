// Both phones and the wire log. Draws what the emulator says; everything foreign is put in as text.
"use strict";

const wanted = new URLSearchParams(location.search).get("lang");
const language = ["zh", "en"].includes(wanted) ? wanted : navigator.language.startsWith("zh") ? "zh" : "en";
const find = (selector, root = document) => root.querySelector(selector);
const choice = { merchant: null, staff: null, topic: null };
const STAFF_FROM = 600;
let words = {};
let state = null;
let last = 0;

function say(name, values = {}) {
  return Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), words[name] ?? name);
}

function make(tag, text = "", attributes = {}) {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function button(text, act) {
  const element = make("button", text, { type: "button" });
  element.addEventListener("click", act);
  return element;
}

async function ask(wish, path = "/play/do", body = JSON.stringify(wish)) {
  const answer = await fetch(path, { method: "POST", body });
  const said = await answer.json();
  find("#refused").textContent = said.refused ? `${say("refused")}: ${said.refused}` : "";
  if (said.refused) setTimeout(() => (find("#refused").textContent = ""), 6000);
  await look();
}

async function look() {
  const answer = await fetch(`/play/state?after=${last}`);
  state = await answer.json();
  for (const line of state.wire) wire(line);
  last = Math.max(last, ...state.wire.map((line) => line.number));
  draw();
}

// ---- drawing ----------------------------------------------------------------------------

function clock(at) {
  return new Date(at * 1000).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
}

function marked(message) {
  const holder = make("span", "", { class: "text" });
  const entities = message.entities.filter((one) => ["bold", "italic", "code"].includes(one.type));
  let at = 0;
  for (const one of entities) {
    if (one.offset < at) continue;
    holder.append(message.text.slice(at, one.offset));
    const tag = { bold: "b", italic: "i", code: "code" }[one.type];
    holder.append(make(tag, message.text.slice(one.offset, one.offset + one.length)));
    at = one.offset + one.length;
  }
  holder.append(message.text.slice(at));
  return holder;
}

function bubble(message, me, place) {
  if (message.service) return make("li", `${message.who} ${say(message.service)}`, { class: "service" });
  const item = make("li", "", { class: message.from === me ? "mine" : "theirs" });
  if (message.from !== me) item.append(make("span", message.who, { class: "who" }));
  if (message.photo) item.append(make("img", "", { src: `/play/file/${message.photo}`, alt: say("photo_text") }));
  if (message.document) item.append(make("a", `📎 ${message.document.file_name}`, { href: `/play/file/${message.document.key}` }));
  if (message.voice) item.append(make("span", `🎤 ${say("voice_text", { seconds: message.voice.duration })}`));
  if (message.location) item.append(make("span", `📍 ${message.location.latitude}, ${message.location.longitude}`));
  if (message.contact) item.append(make("span", `☎ ${message.contact.phone_number}`));
  item.append(marked(message));
  item.append(meta(message, me, place));
  if (message.buttons.length) item.append(keys(message, me, place));
  return item;
}

function meta(message, me, place) {
  const line = make("span", `${message.edited ? say("edited") + " " : ""}${clock(message.at)} ${message.marks.join("")}`, { class: "meta" });
  if (message.from === me) {
    line.append(button(say("edit"), () => {
      const text = prompt(say("edit"), message.text);
      if (text) ask({ do: "edit", person: me, message: message.id, text, ...place });
    }));
    line.append(button(say("delete"), () => ask({ do: "delete", person: me, message: message.id, ...place })));
  }
  return line;
}

function keys(message, me, place) {
  const holder = make("div", "", { class: "keys" });
  for (const row of message.buttons) {
    const line = make("div");
    for (const key of row) line.append(button(key.text, () => ask({ do: "press", person: me, message: message.id, data: key.callback_data, ...place })));
    holder.append(line);
  }
  return holder;
}

function fill(list, items) {
  const low = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
  list.replaceChildren(...items);
  if (low) list.scrollTop = list.scrollHeight;
}

function tabs(root, people, chosen, choose) {
  find(".tabs", root).replaceChildren(...people.map((person) => {
    const tab = button(person.name, () => choose(person.id));
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-selected", String(person.id === chosen));
    return tab;
  }));
}

function draw() {
  find("#checked").textContent = state.version
    ? say("checked", { version: state.version.replace("Bot API ", ""), count: state.wrong.length })
    : say("unchecked");
  drawMerchant();
  drawStaff();
}

function drawMerchant() {
  const root = find("#merchant");
  const people = state.people.filter((person) => person.id < STAFF_FROM);
  choice.merchant ??= people[0].id;
  const person = people.find((one) => one.id === choice.merchant);
  const bot = state.bots[0];
  const chat = state.private.find((one) => one.bot === bot.id && one.person === person.id);
  const place = { bot: bot.id };
  tabs(root, people, person.id, (id) => { choice.merchant = id; draw(); });
  find(".name", root).textContent = bot.name;
  find(".under", root).textContent = `@${bot.username}`;
  const block = find(".block", root);
  block.textContent = say(chat?.blocked ? "unblock" : "block");
  block.onclick = () => ask({ do: "block", person: person.id, blocked: !chat?.blocked, ...place });
  const messages = (chat?.messages ?? []).map((message) => bubble(message, person.id, place));
  if (!messages.length) messages.push(make("li", bot.description[short(person)] ?? bot.description[""] ?? say("empty"), { class: "service" }));
  if (chat?.blocked) messages.push(make("li", say("stopped"), { class: "service" }));
  fill(find(".messages", root), messages);
  const commands = bot.commands[short(person)] ?? bot.commands[""] ?? [];
  const shown = chat?.started ? commands : [{ command: "start", description: say("start") }];
  find(".commands", root).replaceChildren(...shown.map((one) => {
    const element = button(`/${one.command}`, () => ask({ do: "say", person: person.id, text: `/${one.command}`, ...place }));
    element.title = one.description;
    return element;
  }));
  root.dataset.place = JSON.stringify({ person: person.id, ...place });
}

function short(person) {
  return person.language.slice(0, 2);
}

function drawStaff() {
  const root = find("#staff");
  const people = state.people.filter((person) => person.id >= STAFF_FROM);
  choice.staff ??= people[0].id;
  const group = state.groups[0];
  const place = { group: group.id };
  tabs(root, people, choice.staff, (id) => { choice.staff = id; draw(); });
  find(".name", root).textContent = group.title;
  find(".under", root).textContent = String(group.id);
  if (choice.topic && !group.topics.some((topic) => topic.id === choice.topic)) choice.topic = null;
  if (!choice.topic && group.topics.length) choice.topic = group.topics[group.topics.length - 1].id;
  find(".topics", root).replaceChildren(...group.topics.map((topic) => {
    const tab = button(topic.closed ? `${topic.name} (${say("closed")})` : topic.name, () => { choice.topic = topic.id; draw(); });
    tab.setAttribute("aria-pressed", String(topic.id === choice.topic));
    return tab;
  }));
  const mine = group.messages.filter((message) => message.thread === choice.topic);
  const pinned = mine.filter((message) => group.pinned.includes(message.id)).map((message) => message.text);
  find(".pinned", root).textContent = pinned.length ? `${say("pinned")}\n${pinned[pinned.length - 1]}` : "";
  const items = mine.map((message) => bubble(message, choice.staff, place));
  fill(find(".messages", root), items.length ? items : [make("li", say("empty_group"), { class: "service" })]);
  const where = { person: choice.staff, thread: choice.topic, ...place };
  root.dataset.place = JSON.stringify(where);
  drawStaffTools(group, where);
}

function drawStaffTools(group, where) {
  const topic = group.topics.find((one) => one.id === choice.topic);
  const desk = state.bots[1];
  const seated = group.members.find((member) => member.id === desk.id)?.status === "administrator";
  const act = (name, more = {}) => button(say(name), () => ask({ do: name, ...where, ...more }));
  const topicTools = topic ? [act(topic.closed ? "reopen_topic" : "close_topic"), act("delete_topic")] : [];
  find(".tools", find("#staff")).replaceChildren(
    button(say("photo"), () => choose("photo", where)), button(say("file"), () => choose("file", where)),
    ...topicTools, act(seated ? "kick" : "admit", { member: desk.id }), act("migrate"));
}

function wire(line) {
  const item = make("li", "", { class: line.wrong.length ? "wrong" : line.ok ? "" : "bad" });
  const details = make("details");
  details.append(make("summary", `${clock(line.at)} ${line.way === "in" ? "→" : "←"} ${line.bot} ${line.what} ${line.ok ? "" : line.got}`));
  details.append(make("pre", line.sent), make("pre", line.got), ...line.wrong.map((one) => make("pre", `⚠ ${one}`)));
  item.append(details);
  const list = find("#lines");
  list.prepend(item);
  while (list.children.length > 300) list.lastChild.remove();
}

// ---- what never changes -------------------------------------------------------------------

function choose(kind, where) {
  const input = find("#file");
  input.accept = kind === "photo" ? "image/*" : "";
  input.onchange = () => {
    const form = new FormData();
    form.append("wish", JSON.stringify({ ...where, kind }));
    form.append("file", input.files[0]);
    input.value = "";
    ask({}, "/play/send", form);
  };
  input.click();
}

function furnish() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = say("title");
  find("#banner").textContent = say("banner");
  find("#language").textContent = say("other_language");
  find("#language").href = `?lang=${language === "zh" ? "en" : "zh"}`;
  for (const id of ["merchant", "staff", "wire"]) find(`#${id}-title`).textContent = say(id);
  for (const form of document.querySelectorAll(".compose")) {
    const place = () => JSON.parse(form.closest("section").dataset.place);
    find("input", form).placeholder = say("message");
    find("input", form).setAttribute("aria-label", say("message"));
    find("button", form).textContent = say("send");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = find("input", form).value;
      find("input", form).value = "";
      ask({ do: "say", text, ...place() });
    });
  }
  const merchant = () => JSON.parse(find("#merchant").dataset.place);
  const speak = (kind) => button(say(kind), () => ask({ do: "say", kind, ...merchant() }));
  find(".tools", find("#merchant")).append(
    button(say("photo"), () => choose("photo", merchant())), button(say("file"), () => choose("file", merchant())),
    speak("voice"), speak("location"), speak("contact"),
    button(say("start_with"), () => ask({ do: "say", text: "/start PAX-A920-0817", ...merchant() })));
  const faults = ["flood", "broken", "lost", "duplicate"].map((kind) => button(say(`fault_${kind}`), () => ask({ do: "fault", kind })));
  find("#faults").append(make("span", say("faults")), ...faults);
  const later = [["minute", 60], ["hour", 3600], ["day", 90000]].map(([name, seconds]) => button(say(name), () => ask({ do: "clock", seconds })));
  find("#clock").append(make("span", say("clock")), ...later);
}

(async () => {
  words = await (await fetch(`/play/words?lang=${language}`)).json();
  furnish();
  await look();
  new EventSource("/play/changes").onmessage = look;
})();
