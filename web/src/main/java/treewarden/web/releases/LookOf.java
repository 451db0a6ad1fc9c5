package treewarden.web.releases;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageReport.Published;
import treewarden.web.view.Releases.Link;

/** Which pill a state has, beside its words, and where a published release is seen. */
final class LookOf {
    static final String IDLE = "cancelled";

    private LookOf() {}

    static String state(ReleaseState state) {
        return switch (state) {
            case RUNNING -> "running";
            case AWAITING_APPROVAL, UNDECIDED -> "maintainer";
            case PUBLISHED -> "done";
            case REFUSED -> "failed";
            case UNCHANGED, CANCELLED, ROLLED_BACK -> IDLE;
        };
    }

    static List<Link> hub(Published published) {
        var links = new ArrayList<Link>();
        add(links, "Model " + published.tag() + " on the Hub", published.modelUrl());
        add(links, "Data set on the Hub", published.dataUrl());
        return List.copyOf(links);
    }

    /** What is stored is no reason to follow it anywhere but to a page of the web. */
    private static void add(List<Link> links, String words, @Nullable String address) {
        if (address != null && address.toLowerCase(Locale.ROOT).matches("https?://.+")) {
            links.add(new Link(words, address));
        }
    }
}
