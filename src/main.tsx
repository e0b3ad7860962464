import { createRoot } from 'react-dom/client'
import { App } from './components/App.tsx'
import { createStores } from './components/store/createStores.ts'
import './components/theme.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has an element root')
createRoot(root).render(<App stores={createStores()} />)
