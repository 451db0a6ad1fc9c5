package treewarden.sdg.document.fetch;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The address of a repository, taken apart once and put together from its parts, so that every library behind it reads
 * the same in it. What it allows is a small part of what an address may be: no percent signs, no user, no query.
 *
 * @param host in lower case, a name with a dot in it
 * @param path begins with a slash and does not end with one, {@code .git} kept as written
 */
record DocumentAddress(String host, String path) {
    private static final int LONGEST = 400;

    /** The parts of RFC 3986, appendix B. */
    private static final Pattern PARTS = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)([^?#]*)([?#].*)?");

    private static final Pattern COPY_LIKE = Pattern.compile("[^/:]+@[^/:]+:.*");

    /** The last label begins with a letter: no number in any spelling is taken for a name. */
    private static final Pattern HOST =
            Pattern.compile("[a-z0-9][a-z0-9-]{0,62}(\\.[a-z0-9][a-z0-9-]{0,62}){0,9}\\.[a-z][a-z0-9-]{0,62}");

    private static final Pattern ADDRESS_OF_A_MACHINE =
            Pattern.compile("\\[.*|(0x[0-9a-f]*|[0-9]+)(\\.(0x[0-9a-f]*|[0-9]+))*\\.?");

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~+-]+)+");

    /** Parts of pages that show a file or a branch of a repository. */
    private static final List<String> PAGES = List.of("tree", "blob", "raw", "src", "resolve", "-", "commit");

    /**
     * @throws DocumentsUnavailable where a leaf may not name it; the message shows no credential
     */
    static DocumentAddress parse(String text) {
        if (text.isBlank()) {
            throw refused(text, "no address", "");
        }
        if (text.length() > LONGEST) {
            throw refused(text, "longer than " + LONGEST + " characters", "");
        }
        var parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw COPY_LIKE.matcher(text).matches()
                    ? refused(text, "an address for ssh, and documents are fetched by https alone", HTTPS)
                    : refused(text, "no address of a repository", HTTPS);
        }
        if (!parts.group(1).equalsIgnoreCase("https")) {
            throw refused(
                    text,
                    "an address for " + parts.group(1).toLowerCase(Locale.ROOT)
                            + ", and documents are fetched by https alone",
                    HTTPS);
        }
        var authority = parts.group(2);
        if (authority.contains("@")) {
            throw refused(
                    text,
                    "an address with a user name, a password or a token in it",
                    "remove all up to the @, and withdraw the token if it was one: everyone can read the leaf");
        }
        if (parts.group(4) != null) {
            throw refused(
                    text,
                    "an address with a query or a fragment",
                    "remove all from the " + parts.group(4).charAt(0)
                            + ", and if a token was there, withdraw it: everyone can read the leaf");
        }
        return new DocumentAddress(host(text, authority), path(text, parts.group(3)));
    }

    private static final String HTTPS =
            "write the https address of a public repository, such as https://github.com/owner/name";

    private static String host(String text, String authority) {
        var host = authority;
        int colon = authority.lastIndexOf(':');
        if (colon >= 0 && !authority.endsWith("]")) {
            if (!authority.substring(colon + 1).equals("443")) {
                throw refused(
                        text,
                        "an address with a port of its own, and documents are fetched from port 443 alone",
                        "remove the port");
            }
            host = authority.substring(0, colon);
        }
        host = host.toLowerCase(Locale.ROOT);
        if (ADDRESS_OF_A_MACHINE.matcher(host).matches()) {
            throw refused(text, "an address of a machine by its number", HTTPS);
        }
        if (!HOST.matcher(host).matches()) {
            throw refused(text, "an address without the full name of a host", HTTPS);
        }
        return host;
    }

    private static String path(String text, String written) {
        int end = written.length();
        while (end > 0 && written.charAt(end - 1) == '/') {
            end--;
        }
        var path = written.substring(0, end);
        if (!PATH.matcher(path).matches()
                || List.of(path.split("/", -1)).stream().anyMatch(DocumentAddress::isDots)) {
            throw refused(
                    text,
                    path.isEmpty() ? "a host without a repository" : "an address with unusual characters in its path",
                    HTTPS);
        }
        var segments = List.of(path.substring(1).split("/", -1));
        for (int i = 2; i < segments.size() - 1; i++) {
            if (PAGES.contains(segments.get(i))) {
                throw refused(
                        text,
                        "a page about a repository",
                        "write the repository's own address, without all from /" + segments.get(i)
                                + "/; the files go to document.patterns");
            }
        }
        return path;
    }

    private static boolean isDots(String segment) {
        return segment.equals(".") || segment.equals("..");
    }

    private static DocumentsUnavailable refused(String text, String what, String remedy) {
        return new DocumentsUnavailable(
                DocumentsUnavailable.Kind.REFUSED,
                "document.repo: " + Redact.quoted(text) + " is " + what
                        + (remedy.isEmpty() ? "; " + HTTPS : "; " + remedy));
    }

    /** For git, without a slash at its end. */
    String url() {
        return "https://" + host + path;
    }

    /** The same for every way to write it: without {@code .git}. */
    String name() {
        var url = url();
        return url.endsWith(".git") ? url.substring(0, url.length() - ".git".length()) : url;
    }

    boolean endsWithGit() {
        return path.endsWith(".git");
    }

    DocumentAddress withGit() {
        return new DocumentAddress(host, path + ".git");
    }

    @Override
    public String toString() {
        return url();
    }
}
