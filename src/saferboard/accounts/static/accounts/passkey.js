// Starts what django-allauth's own script knows to do with passkeys, on the forms that name it.
// Without JavaScript, or in a browser without passkeys, the forms stay hidden.
document.addEventListener("DOMContentLoaded", () => {
  if (!window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.closest(".sb-passkey").hidden = false;
    const credential = form.querySelector("input[name=credential]").id;
    const start = {
      login: () => allauth.webauthn.forms.loginForm({ ids: { login: "passkey-button", credential } }),
      authenticate: () =>
        allauth.webauthn.forms.authenticateForm({ ids: { authenticate: "passkey-button", credential, data: "js_data" } }),
      add: () =>
        allauth.webauthn.forms.addForm({
          ids: { add: "passkey-button", passwordless: "id_passwordless", credential, data: "js_data" },
        }),
    };
    start[form.dataset.passkey]();
  }
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const words = document.createElement("p");
    words.className = "govuk-error-message";
    words.setAttribute("role", "alert");
    words.textContent = "The passkey did not work. Try again, or use another way.";
    const button = document.getElementById("passkey-button");
    button.parentElement.querySelector("[role=alert]")?.remove();
    button.before(words);
  });
});
