package treewarden.sdg.document.fetch;

import java.util.regex.Pattern;
import treewarden.domain.Printable;

/** Takes credentials out of an address before it is shown, whatever else is wrong with it. */
final class Redact {
    /** What stands before an at sign, up to the slashes before it; the last at sign counts. */
    private static final Pattern USER = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)?[^/]*@");

    private static final Pattern QUERY = Pattern.compile("[?#].+$", Pattern.DOTALL);

    /** As GitHub, GitLab, Bitbucket, Hugging Face and the clouds begin theirs. */
    private static final Pattern TOKEN = Pattern.compile(
            "(gh[pousr]_|github_pat_|gl[a-z]{2,5}-|hf_|ATBB|ATCTT|xox[abpr]-|AKIA|sk-|eyJ)[A-Za-z0-9_.=-]{8,}");

    private Redact() {}

    /** In quotes, bounded and printable, without user, query or anything that looks like a token. */
    static String quoted(String address) {
        var bounded = address.length() > 2000 ? address.substring(0, 2000) : address;
        var noQuery = QUERY.matcher(bounded).replaceFirst("?***");
        var noUser = USER.matcher(noQuery).replaceFirst("$1***@");
        return Printable.quoted(TOKEN.matcher(noUser).replaceAll("***"));
    }
}
