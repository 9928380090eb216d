import { createSSRApp } from 'vue'
import App from '../App.vue'
import '../styles/tokens.css'
import '../styles/base.css'
import '../styles/controls.css'
import { applyState, type PageState } from './page-state.ts'

const text = document.querySelector('#page-state')?.textContent ?? ''
const state = JSON.parse(text) as PageState
applyState(state)
createSSRApp(App, { page: state.path }).mount('#app')
