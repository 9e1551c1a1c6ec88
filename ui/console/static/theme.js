// Before the first paint: the theme chosen on this machine, or the system's.
const chosen = localStorage.getItem("aisle-theme");
const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
document.documentElement.classList.toggle("dark", dark);
