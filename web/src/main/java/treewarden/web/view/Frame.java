package treewarden.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.web.session.PageRole;

/**
 * What every page has around its content.
 *
 * @param title of this page
 * @param site what the pages are called
 * @param banner a sentence on top; null for none
 * @param refresh the address that gives the changing part of this page anew; null where nothing changes
 * @param you who looks at it
 * @param navigation what stands on top of each page
 * @param at the path that was asked for
 * @param madeAt how far things had come when the page was made, as the stream of changes says it
 * @param assets addresses of style sheets, scripts and the icon
 */
public record Frame(
        String title,
        String site,
        @Nullable String banner,
        @Nullable String refresh,
        You you,
        List<Entry> navigation,
        String at,
        String madeAt,
        Assets assets) {
    /** The pages that are reached from every page. */
    public static final List<Entry> NAVIGATION = List.of(
            new Entry("Queue", "/", PageRole.READER),
            new Entry("Tree", "/tree", PageRole.READER),
            new Entry("Over time", "/over-time", PageRole.READER),
            new Entry("Runs", "/runs", PageRole.READER),
            new Entry("Releases", "/releases", PageRole.READER),
            new Entry("Audit", "/audit", PageRole.MAINTAINER));

    /** @param least who sees it */
    public record Entry(String name, String address, PageRole least) {
        /** What {@code aria-current} says of it on the page at a path; null where it leads elsewhere. */
        public @Nullable String current(String at) {
            if (at.equals(address)) {
                return "page";
            }
            return at.startsWith(address.equals("/") ? "/contributions/" : address + "/") ? "true" : null;
        }
    }

    /** The same for somebody, with the pages that are for them. */
    public Frame greeting(You other, PageRole role, String path, String word) {
        var theirs = navigation.stream()
                .filter(entry -> role.isAtLeast(entry.least()))
                .toList();
        return new Frame(title, site, banner, refresh, other, theirs, path, word, assets);
    }

    /** Addresses that change with their content, so that browsers may keep it. */
    public record Assets(String pico, String style, String htmx, String script, String icon) {}
}
