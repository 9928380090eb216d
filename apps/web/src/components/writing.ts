/** What only somebody who is signed in sees: not part of the first page's JavaScript. */
export { default as DeleteButton } from './DeleteButton.vue'
export { default as ItemEditor } from './ItemEditor.vue'
export { default as NewItemForm } from './NewItemForm.vue'
