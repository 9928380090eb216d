import { createApp } from 'vue'
import App from './App.vue'
import { later } from './composables/lazy.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'

void later.load()
createApp(App).mount('#app')
