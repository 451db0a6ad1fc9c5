package treewarden.forge.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Person;
import treewarden.domain.Printable;
import treewarden.domain.Secret;
import treewarden.forge.ForgeException;

/**
 * GitHub's web flow for people: they say yes on GitHub, GitHub sends them back with a code, and the code is exchanged for a
 * token, once and within ten minutes. The token is asked who they are, and then forgotten: nothing is ever done in a
 * person's name.
 */
public final class SignInWithGitHub {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{8,256}");
    /** As long as a code, and given to nobody. */
    private static final String NOBODYS_CODE = "00000000000000000000";

    private static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded");
    private static final int LARGEST_ANSWER = 64 * 1024;

    private final Wire pages;
    private final Wire api;
    private final Rest rest;
    private final Client client;

    private SignInWithGitHub(Wire pages, Wire api, Client client) {
        this.pages = pages;
        this.api = api;
        this.rest = new Rest(pages, Credential.NOBODY);
        this.client = client;
    }

    /**
     * The App as the one that people sign in to.
     *
     * @param id GitHub's name for it, such as {@code Iv1.8a61f9b3a7aba766}
     * @param back the address of ours that GitHub sends people back to; one of the App's callback URLs
     */
    public record Client(String id, Secret secret, URI back) {}

    /** @param webUrl where people read GitHub; its token endpoint lies there too */
    public static SignInWithGitHub at(URI apiUrl, URI webUrl, Client client, OkHttpClient http, Clock clock) {
        return new SignInWithGitHub(new Wire(webUrl, http, clock), new Wire(apiUrl, http, clock), client);
    }

    /**
     * Where the person says yes.
     *
     * @param state comes back with the code
     * @param challenge SHA-256 of the verifier that {@link #person} is given, in URL-safe Base64 (PKCE, S256)
     */
    public URI start(String state, String challenge) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("client_id", client.id());
        fields.put("redirect_uri", client.back().toString());
        fields.put("state", state);
        fields.put("code_challenge", challenge);
        fields.put("code_challenge_method", "S256");
        return URI.create(rest.address("login", "oauth", "authorize") + "?" + encoded(fields));
    }

    /**
     * Who came back with the code.
     *
     * @throws ForgeException.Invalid where GitHub does not take the code
     */
    public Person person(String code, String verifier) {
        var theirs = new Rest(api, new TokenOfAPerson(token(code, verifier)));
        var account = theirs.get(theirs.address("user"), Answers.Profile.class).account();
        if (!account.isPerson()) {
            throw new ForgeException.Invalid("only people sign in, and "
                    + Printable.quoted(account.person().login()) + " is none");
        }
        return account.person();
    }

    /** What GitHub makes of the App's name and secret. */
    public enum Accepted {
        YES,
        /** The name, the secret or both are not those of an App. */
        NO
    }

    /**
     * Whether GitHub knows the App by this name and secret: a code that nobody was given is exchanged, and what GitHub
     * refuses first tells. Nobody is signed in by it.
     *
     * @throws ForgeException.Invalid where GitHub refuses something else, such as the way back
     */
    public Accepted tryClient() {
        Answered answer;
        try {
            answer = exchange(NOBODYS_CODE, NOBODYS_CODE);
        } catch (ForgeException.Missing e) {
            return Accepted.NO; // GitHub answers so where it knows no such name
        }
        if ("bad_verification_code".equals(answer.error())) {
            return Accepted.YES;
        }
        if ("incorrect_client_credentials".equals(answer.error())) {
            return Accepted.NO;
        }
        throw refused(answer);
    }

    private Secret token(String code, String verifier) {
        if (!CODE.matcher(code).matches()) {
            throw new ForgeException.Invalid("this is no code of GitHub");
        }
        var answer = exchange(code, verifier);
        if (answer.error() != null) {
            throw refused(answer);
        }
        return Secret.of(Rest.need(answer.token(), "access_token"));
    }

    /** A refusal is a success to HTTP, and is in the answer. */
    private Answered exchange(String code, String verifier) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("client_id", client.id());
        fields.put("client_secret", client.secret().reveal());
        fields.put("code", code);
        fields.put("redirect_uri", client.back().toString());
        fields.put("code_verifier", verifier);
        var request = new Request.Builder()
                .url(rest.address("login", "oauth", "access_token"))
                .header("Accept", "application/json")
                .post(new Rest.SentOnce(FORM, encoded(fields).getBytes(StandardCharsets.UTF_8)))
                .build();
        return Rest.read(pages.send(request, Credential.NOBODY, LARGEST_ANSWER), Answered.class);
    }

    private static ForgeException.Invalid refused(Answered answer) {
        return new ForgeException.Invalid("GitHub said " + Printable.quoted(String.valueOf(answer.error()))
                + (answer.description() == null ? "" : ": " + Printable.plain(answer.description())));
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private record Answered(
            @JsonProperty("access_token") @Nullable String token,
            @Nullable String error,
            @JsonProperty("error_description") @Nullable String description) {}

    /** Good for the one question who this is. */
    private static final class TokenOfAPerson implements Credential {
        private final Grant grant;
        private final Pause pause = new Pause();

        TokenOfAPerson(Secret token) {
            this.grant = new Grant(token);
        }

        @Override
        public Grant grant() {
            return grant;
        }

        @Override
        public boolean replace(Grant refused) {
            return false;
        }

        @Override
        public Pause pause() {
            return pause;
        }
    }
}
