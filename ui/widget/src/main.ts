import { AisleAssistant } from "./element";

if (!customElements.get("aisle-assistant")) {
  customElements.define("aisle-assistant", AisleAssistant);
}
