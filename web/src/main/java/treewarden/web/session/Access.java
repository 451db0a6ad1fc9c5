package treewarden.web.session;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an operator decides about who may come in.
 *
 * @param publicUrl how people reach the pages; forms are taken from pages of this origin alone
 * @param reading who may read
 * @param idle how long somebody stays signed in without being seen
 * @param absolute how long somebody stays signed in at most
 * @param unguarded paths of routes on the same server that look after themselves, such as the webhook's
 * @param signIn null where nobody can sign in
 * @param proxies who is believed on whom they ask for
 */
public record Access(
        URI publicUrl,
        Reading reading,
        Duration idle,
        Duration absolute,
        Set<String> unguarded,
        @Nullable SignIn signIn,
        TrustedProxies proxies) {
    /** Who may read the pages. */
    public enum Reading {
        /** Everybody. */
        PUBLIC,
        /** Who has signed in and may read one of the repositories. */
        MEMBERS
    }

    public static final Duration USUAL_IDLE = Duration.ofHours(12);
    public static final Duration USUAL_ABSOLUTE = Duration.ofDays(7);

    /** Sessions are forgotten after a month, so none lasts longer. */
    public static final Duration LONGEST = Duration.ofDays(30);

    public Access {
        unguarded = Set.copyOf(unguarded);
        if (reading == Reading.MEMBERS && signIn == null) {
            throw new IllegalArgumentException("where nobody can sign in, nobody could read the pages");
        }
    }

    /** Without a proxy before it. */
    public Access(
            URI publicUrl,
            Reading reading,
            Duration idle,
            Duration absolute,
            Set<String> unguarded,
            @Nullable SignIn signIn) {
        this(publicUrl, reading, idle, absolute, unguarded, signIn, TrustedProxies.NONE);
    }

    /** Everybody reads, and nobody can sign in. */
    public static Access readOnly(URI publicUrl, Set<String> unguarded) {
        return new Access(publicUrl, Reading.PUBLIC, USUAL_IDLE, USUAL_ABSOLUTE, unguarded, null);
    }

    /** The origin of our own pages, as browsers name it. */
    String origin() {
        var scheme = publicUrl.getScheme();
        int port = publicUrl.getPort();
        var usual = isEncrypted() ? 443 : 80;
        return scheme + "://" + publicUrl.getHost().toLowerCase(Locale.ROOT)
                + (port == -1 || port == usual ? "" : ":" + port);
    }

    public boolean isEncrypted() {
        return "https".equals(publicUrl.getScheme());
    }

    /** An address of ours with its origin, so that whoever came by another name of this machine comes by the right one. */
    String address(String path) {
        var base = publicUrl.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }
}
