import { createRouter, createWebHistory } from 'vue-router'
import ItemsSection from './components/ItemsSection.vue'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', component: ItemsSection },
    { path: '/notes', component: () => import('./views/NotesView.vue') },
  ],
})
