"""What the browser knows and Streamlit does not pass on: a zoom, a click on a name, keys, the width, the clipboard.

Streamlit never tells Python that a reader zoomed or panned, and a changed figure forgets its zoom. So the window is
kept in the address: `listen` hands the new range over, the page writes it into the address, and the next figure is
drawn with it. Labels are placed by Python, which has to know how wide the page is: `measure` says so, and leaves the
number in a cookie so that the next visit is drawn right at once. No text of an article passes through here as HTML.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard import session

# The figure is a new node after every change, so the page is watched and each new plot is listened to once. A double
# click asks for everything. Gestures come in bursts: only the last range of a burst, 250 ms after it, is sent.
_ZOOM = """
export default function ({ data, setTriggerValue, parentElement }) {
  const host = parentElement.host ?? parentElement
  const send = (range) => {
    clearTimeout(host.timer)
    host.timer = setTimeout(() => setTriggerValue("window", range), 250)
  }
  const listen = () => {
    // Streamlit tells no click on a chart that is brushed
    const bars = document.querySelector(`.st-key-${data.bars} .js-plotly-plot`)
    if (bars?.on && !bars.listened) {
      bars.listened = true
      bars.on("plotly_click", ({ points }) => setTriggerValue("bar", String(points[0]?.customdata ?? "")))
    }
    const plot = document.querySelector(`.st-key-${data.chart} .js-plotly-plot`)
    if (!plot || !plot.on || plot.listened) return
    plot.listened = true
    // the wheel belongs to the page; with Ctrl, Cmd or Shift (a pinch is told as Ctrl) it zooms the chart
    plot.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) event.stopPropagation()
    }, { capture: true, passive: true })
    plot.on("plotly_doubleclick", () => send([]))
    plot.on("plotly_relayout", (change) => {
      if (Object.keys(change).some((key) => key.startsWith("xaxis.range")))
        send(plot._fullLayout.xaxis.range.map(String))
      else if (change["xaxis.autorange"]) send([])
    })
    plot.on("plotly_clickannotation", ({ annotation }) => {
      if (annotation.name) setTriggerValue("lane", annotation.name)
    })
  }
  host.watch?.disconnect()
  host.watch = new MutationObserver(listen)
  host.watch.observe(document.body, { childList: true, subtree: true })
  listen()
  return () => host.watch.disconnect()
}
"""

# What the main column offers between its margins; told again when the window changes. While the answer to it is on its
# way it is not told once more: that would bring along what the controls showed before, as if a reader had chosen it.
# Nor while a dialog is open: Streamlit makes one anew with the page, and what is being typed in it were lost.
_MEASURE = """
export default function ({ data, setTriggerValue, parentElement }) {
  const host = parentElement.host ?? parentElement
  const column = document.querySelector("[data-testid=stMainBlockContainer]")
  const tell = () => {
    clearTimeout(host.timer)
    const running = document.querySelector("[data-testid=stApp]").dataset.testScriptState !== "notRunning"
    if (running || document.querySelector("[role=dialog]")) {
      host.timer = setTimeout(tell, running ? 60 : 300) // a run that is cut short loses what it has told the controls
      return
    }
    const style = getComputedStyle(column)
    const width = Math.round(column.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight))
    if (width < 200 || Math.abs(width - data.width) < 8) return
    if (width === host.told && Date.now() - host.at < 5000) return
    host.told = width
    host.at = Date.now()
    document.cookie = `dateline_width=${width}; path=/; max-age=31536000; SameSite=Lax`
    setTriggerValue("width", width)
  }
  const later = () => { clearTimeout(host.timer); host.timer = setTimeout(tell, 300) }
  host.watch?.disconnect()
  host.watch = new ResizeObserver(later)
  tell()
  host.watch.observe(column)
  return () => host.watch.disconnect()
}
"""

# Streamlit takes two presses of a key for one where it has not answered the first. So they are counted here, J up and K
# down since the page was opened, and the server is told how far the count has come. Escape in a box, a list or a popup
# is over with it: Streamlit would also press the button that closes the card, and what has been typed there were lost.
_KEYS = """
export default function ({ data, setStateValue, parentElement }) {
  const host = parentElement.host ?? parentElement
  host.opened ??= String(Date.now())
  host.count ??= 0
  const box = "input, textarea, select, [contenteditable=true], [role=spinbutton]"
  const keep = (event) => {
    const busy = event.target.closest?.(`${box}, [role=listbox], [role=dialog]`)
    if (event.key === "Escape" && busy) event.stopPropagation()
  }
  const press = (event) => {
    const by = data.keys[event.key?.toLowerCase()]
    const typing = event.target.closest?.(box)
    if (!by || typing || event.ctrlKey || event.metaKey || event.altKey) return
    if (document.querySelector("[role=dialog]")) return
    host.count += by
    setStateValue("steps", [host.opened, host.count])
  }
  document.addEventListener("keydown", press)
  document.body.addEventListener("keydown", keep)
  return () => {
    document.removeEventListener("keydown", press)
    document.body.removeEventListener("keydown", keep)
  }
}
"""

# Browsers give the clipboard to pages served by https or from this machine; elsewhere the old way still works.
_COPY = """
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button")
  button.textContent = data.label
  button.className = data.quiet ? "quiet" : ""
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(data.text)
    } catch {
      const area = document.createElement("textarea")
      area.value = data.text
      document.body.append(area)
      area.select()
      document.execCommand("copy")
      area.remove()
    }
    button.textContent = data.done
    setTimeout(() => { button.textContent = data.label }, 2000)
  }
}
"""
_COPY_STYLE = """
button {
  font: inherit; font-size: 0.875rem; cursor: pointer; padding: 0.4rem 0.9rem; border-radius: var(--st-button-radius);
  border: 1px solid var(--st-primary-color); background: var(--st-primary-color); color: #fff;
}
button.quiet { background: transparent; color: var(--st-text-color); border-color: var(--st-border-color); }
button:focus-visible { outline: 2px solid var(--st-text-color); outline-offset: 2px; }
"""

_zoom = st.components.v2.component("dateline_zoom", html="<span hidden></span>", js=_ZOOM)
_measure = st.components.v2.component("dateline_measure", html="<span hidden></span>", js=_MEASURE)
_keys = st.components.v2.component("dateline_keys", html="<span hidden></span>", js=_KEYS)
_copy = st.components.v2.component("dateline_copy", html='<button type="button"></button>', css=_COPY_STYLE, js=_COPY)


def _told(key: str, what: str) -> Any:
    """What a component told; None where the reader has gone to another page before it was heard."""
    return getattr(st.session_state.get(key), what, None)


def listen(
    chart: str, on_window: Callable[[list[str]], None], on_lane: Callable[[str], None],
    bars: str, on_bar: Callable[[str], None], key: str = "zoom",
) -> None:  # fmt: skip
    """Call `on_window` when the reader zooms or pans the chart with this key, `on_lane` on a click on a lane's name.

    The range is two texts as plotly writes dates ("2022-01-12 14:24"), or empty after a double click. `on_bar` is given
    the `customdata` of a bar that was clicked in the chart with the key `bars`.
    """

    def moved() -> None:
        if st.session_state.get(key):
            on_window(list(_told(key, "window") or []))

    def named() -> None:
        if lane := _told(key, "lane"):
            on_lane(str(lane))

    def barred() -> None:
        if bar := _told(key, "bar"):
            on_bar(str(bar))

    _zoom(
        key=key, data={"chart": chart, "bars": bars},
        on_window_change=moved, on_lane_change=named, on_bar_change=barred,
    )  # fmt: skip


def measure(known: int, on_width: Callable[[int], None], key: str = "measure") -> None:
    """Call `on_width` when the page offers another width, in pixels, than is known."""

    def heard() -> None:
        on_width(int(_told(key, "width") or known))

    _measure(key=key, data={"width": known}, on_width_change=heard)


def keys(on_steps: Callable[[int], None], key: str = "keys") -> None:
    """Call `on_steps` when J (1 each) or K (-1 each) was pressed, outside of boxes to type in and of dialogs."""

    def pressed() -> None:
        opened, count = _told(key, "steps") or session.recall("keys", ("", 0))
        before, done = session.recall("keys", ("", 0))
        session.remember("keys", (opened, count))
        on_steps(int(count) - (done if opened == before else 0))

    _keys(key=key, data={"keys": {"j": 1, "k": -1}}, on_steps_change=pressed)


def copy_button(text: str, label: str, done: str, key: str, quiet: bool = False) -> None:
    """A button that puts `text` on the clipboard and says so; a quiet one is not the main thing to do here."""
    _copy(key=key, data={"text": text, "label": label, "done": done, "quiet": quiet})
