/*
 * What jsdom leaves out because it lays nothing out: scrolling, and dialogs that lie above the page.
 * Here a dialog is open or closed, which is what the app asks of it.
 */
if (typeof Element !== 'undefined') {
  Element.prototype.scrollIntoView = () => undefined
  window.scrollTo = () => undefined
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.open = true
    },
    close(this: HTMLDialogElement) {
      this.open = false
    },
  })
}
