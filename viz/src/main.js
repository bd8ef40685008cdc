import { mount } from 'svelte'
import Report from './Report.svelte'
import './style.css'

const data = JSON.parse(document.getElementById('data').textContent)
document.title = `${data.summary.scenario} · stepdown report`
mount(Report, { target: document.getElementById('report'), props: { data } })
