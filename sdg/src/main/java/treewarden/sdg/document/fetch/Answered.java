package treewarden.sdg.document.fetch;

import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import treewarden.sdg.document.fetch.DocumentsUnavailable.Kind;

/** What a server's status means for the leaf that named it. */
final class Answered {
    private Answered() {}

    /** Null where it is a git server's proper answer. */
    static @Nullable DocumentsUnavailable refusal(Wire wire, Response answer, String expectedType) {
        var address = wire.address();
        int status = answer.code();
        if (status == 200) {
            var type = answer.header("Content-Type", "");
            return type.equals(expectedType)
                    ? null
                    : said(
                            Kind.GONE,
                            address + " is no git repository: its server answers with something else; write the"
                                    + " address that git clone takes");
        }
        if (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) {
            var location = answer.header("Location", "");
            wire.foundAs(location);
            return said(
                    Kind.REFUSED,
                    address + " answers with a redirect to " + Redact.quoted(location)
                            + ", and redirects are not followed; if that is where the repository has moved to, write its"
                            + " new address");
        }
        if (status == 401 || status == 403 || status == 407) {
            return said(
                    Kind.GONE,
                    address + " asks for a login (status " + status
                            + "): it is private, or not there at all. Documents have to be public: open the repository"
                            + " or correct its address");
        }
        if (status == 404 || status == 410) {
            return said(
                    Kind.GONE,
                    address + " is not there (status " + status + "): correct the address, or put the documents into a"
                            + " repository that stays");
        }
        return said(
                Kind.UNREACHABLE, address + " cannot be fetched at present (status " + status + "); try again later");
    }

    private static DocumentsUnavailable said(Kind kind, String what) {
        return new DocumentsUnavailable(kind, "document.repo: " + what);
    }
}
