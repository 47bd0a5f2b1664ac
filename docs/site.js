// The theme's search is a dialog without a name; its field has one, in the page's language.
document.querySelector("[data-md-component=search]").setAttribute("aria-label", document.querySelector(".md-search__input").placeholder);
