package treewarden.web;

import com.microsoft.playwright.Page;
import java.util.List;

/** Somebody without a mouse. */
final class ByKeys {
    private static final int PATIENCE = 600;

    /**
     * What can be used and is seen; while a dialog is open, what stands in it. Where the page brings itself up to date
     * meanwhile, all of it is to be reached again.
     */
    private static final String WATCH = """
            () => {
              const look = () => {
                const within = document.querySelector('dialog[open]') || document;
                const all = [...within.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
                window.unreached = new Set(all.filter((it) => it.checkVisibility() && !it.disabled && it.type !== 'hidden'));
                window.unmarked = new Set();
              };
              look();
              document.activeElement.blur();
              document.addEventListener('htmx:afterSettle', look);
              document.addEventListener('focusin', ({target}) => {
                window.unreached.delete(target);
                const {outlineStyle, boxShadow} = getComputedStyle(target);
                if (outlineStyle === 'none' && boxShadow === 'none') window.unmarked.add(target);
              });
              return window.unreached.size;
            }""";

    private static final String MISSED = """
            () => [
              ...[...window.unreached].map((it) => 'no key leads to ' + it.outerHTML.slice(0, 160)),
              ...[...window.unmarked].map((it) => 'nobody sees the focus on ' + it.outerHTML.slice(0, 160)),
            ]""";

    private ByKeys() {}

    /** Walks through a page and says what was not reached, or reached without a sign. */
    @SuppressWarnings("unchecked")
    static List<String> missed(Page page) {
        page.evaluate(WATCH);
        for (int i = 0; i < PATIENCE; i++) {
            page.keyboard().press("Tab");
            if (i % 10 == 9 && (boolean) page.evaluate("window.unreached.size === 0")) {
                break;
            }
        }
        return (List<String>) page.evaluate(MISSED);
    }

    /** Goes on until it is there. */
    static void goTo(Page page, String selector) {
        for (int i = 0; i < PATIENCE; i++) {
            if ((boolean) page.evaluate("(it) => document.activeElement.matches(it)", selector)) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("no key leads to " + selector);
    }
}
