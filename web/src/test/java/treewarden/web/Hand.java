package treewarden.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.util.function.Supplier;

/** How somebody uses a page. */
enum Hand {
    /** At a desk, without a mouse: a key where the page has one for it, else from one thing to the next. */
    KEYS(() -> new Browser.NewContextOptions().setViewportSize(1280, 900)) {
        @Override
        void press(Page page, String selector) {
            var key = page.locator(selector).first().getAttribute("data-key");
            if (key != null) {
                page.keyboard().press(key);
            } else {
                ByKeys.goTo(page, selector);
                page.keyboard().press("Enter");
            }
        }

        @Override
        void tick(Page page, String selector) {
            ByKeys.goTo(page, selector);
            page.keyboard().press("Space");
        }

        @Override
        void type(Page page, String selector, String text) {
            ByKeys.goTo(page, selector);
            page.keyboard().type(text);
        }
    },

    /** On a phone. */
    FINGER(() -> new Browser.NewContextOptions()
            .setViewportSize(390, 844)
            .setIsMobile(true)
            .setHasTouch(true)) {
        @Override
        void press(Page page, String selector) {
            page.locator(selector).first().tap();
        }

        @Override
        void tick(Page page, String selector) {
            press(page, selector);
        }

        @Override
        void type(Page page, String selector, String text) {
            press(page, selector);
            page.keyboard().type(text);
        }
    };

    private final Supplier<Browser.NewContextOptions> options;

    Hand(Supplier<Browser.NewContextOptions> options) {
        this.options = options;
    }

    /** What such a browser is like. */
    Browser.NewContextOptions options() {
        return options.get();
    }

    /** A button, a link, or what opens and closes. */
    abstract void press(Page page, String selector);

    abstract void tick(Page page, String selector);

    abstract void type(Page page, String selector, String text);

    /**
     * Presses what sends a form, and waits for the page that its answer leads to: then it is done. An answer that is a
     * redirection is there before its page is, and a browser that is closed in between never says that it is closed.
     */
    void send(Page page, String selector) {
        page.evaluate("window.isBefore = true");
        press(page, selector);
        page.waitForFunction("() => !window.isBefore && document.readyState === 'complete'");
    }
}
