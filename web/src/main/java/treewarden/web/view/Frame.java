package treewarden.web.view;

import org.jspecify.annotations.Nullable;

/**
 * What every page has around its content.
 *
 * @param title of this page
 * @param site what the pages are called
 * @param banner a sentence on top; null for none
 * @param refresh the address that gives the changing part of this page anew; null where nothing changes
 * @param you who looks at it
 * @param assets addresses of style sheets, scripts and the icon
 */
public record Frame(
        String title,
        String site,
        @Nullable String banner,
        @Nullable String refresh,
        You you,
        Assets assets) {
    /** The same for somebody. */
    public Frame greeting(You other) {
        return new Frame(title, site, banner, refresh, other, assets);
    }

    /** Addresses that change with their content, so that browsers may keep it. */
    public record Assets(String pico, String style, String htmx, String script, String icon) {}
}
