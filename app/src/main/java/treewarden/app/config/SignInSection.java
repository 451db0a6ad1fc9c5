package treewarden.app.config;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import treewarden.app.config.SignInSettings.Client;
import treewarden.web.session.Access;
import treewarden.web.session.Access.Reading;

/** The section {@code sign-in}. */
final class SignInSection {
    private static final String SECRET = "TREEWARDEN_GITHUB_CLIENT_SECRET";
    private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private final Section section;
    private final Secrets secrets;

    SignInSection(Section section, Secrets secrets) {
        this.section = section;
        this.secrets = secrets;
    }

    /** @param publicUrl where people come back to from GitHub */
    SignInSettings read(String publicUrl) {
        var usual = SignInSettings.NOBODY;
        var client = client(publicUrl);
        var reading = section.parsed("pages", usual.reading(), "`public` or `members`", SignInSection::reading);
        if (reading == Reading.MEMBERS && client == null) {
            section.problem(
                    "pages",
                    "`sign-in.pages: members` needs `sign-in.client-id`: nobody could sign in, so nobody could read");
        }
        var idle = section.duration("idle", usual.idle());
        var absolute = section.duration("absolute", usual.absolute());
        if (idle.isZero() || idle.compareTo(absolute) > 0) {
            section.problem("idle", "`sign-in.idle` must be more than nothing and at most `sign-in.absolute`");
        }
        if (absolute.compareTo(Access.LONGEST) > 0) {
            section.problem("absolute", "`sign-in.absolute` must be at most " + Access.LONGEST.toDays() + "d");
        }
        return new SignInSettings(client, reading, idle, absolute);
    }

    private @Nullable Client client(String publicUrl) {
        var id = section.text("client-id");
        if (id == null) {
            return null;
        }
        if (!CLIENT_ID.matcher(id).matches()) {
            section.problem(
                    "client-id", "`sign-in.client-id` must be the App's client id, such as Iv1.8a61f9b3a7aba766");
        }
        var address = URI.create(publicUrl);
        if ("http".equals(address.getScheme()) && !ConfigFile.LOOPBACK.contains(address.getHost())) {
            section.problem(
                    "client-id",
                    "people sign in over https alone: let `server.public-url` begin with https://, with a TLS proxy before"
                            + " the service");
        }
        var secret =
                secrets.required(SECRET, "a client secret of the GitHub App, which people's sign-in is exchanged with");
        return secret == null ? null : new Client(id, secret);
    }

    private static Reading reading(String word) {
        return switch (word) {
            case "public" -> Reading.PUBLIC;
            case "members" -> Reading.MEMBERS;
            default -> throw new IllegalArgumentException();
        };
    }
}
