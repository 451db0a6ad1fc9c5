package treewarden.forge.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Secret;
import treewarden.forge.AppNeeds;
import treewarden.forge.ForgeException;

/**
 * GitHub's way to make an App from a manifest: a person posts it to GitHub from their browser and consents there, GitHub
 * sends them back with a code, and the code is exchanged, once and within an hour, for the App's secrets.
 */
public final class CreateApp {
    /** GitHub's codes are 40 hexadecimal digits today; what is taken cannot lead to another address in any case. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{8,128}");

    private final Rest rest;

    private CreateApp(Rest rest) {
        this.rest = rest;
    }

    /** At the API of GitHub, or of a server of one's own. */
    public static CreateApp at(URI apiUrl, OkHttpClient http, Clock clock) {
        return new CreateApp(new Rest(new Wire(apiUrl, http, clock), Credential.NOBODY));
    }

    /**
     * What the App is to be.
     *
     * @param name shown to people; unique on GitHub
     * @param publicUrl where our service is reached; GitHub posts its events below it
     * @param webhookPath of our service
     * @param redirect where GitHub sends the person who consented
     * @param callback where GitHub sends people who sign in to the page
     */
    public record Wanted(String name, URI publicUrl, String webhookPath, URI redirect, URI callback, AppNeeds needs) {}

    /**
     * The App as GitHub made it. The secrets are handed out this once.
     *
     * @param page where its owner finds its settings, and where it is installed from
     */
    public record Created(
            long id,
            String slug,
            URI page,
            Secret privateKey,
            Secret webhookSecret,
            String clientId,
            Secret clientSecret) {}

    /** The manifest as GitHub wants to have it posted, in JSON. */
    public static String manifest(Wanted wanted) {
        ObjectNode manifest = Rest.JSON
                .createObjectNode()
                .put("name", wanted.name())
                .put("url", wanted.publicUrl().toString())
                .put("description", "Checks and samples contributions to the taxonomy, and lists them for triage.")
                .put("public", false)
                .put("redirect_url", wanted.redirect().toString());
        manifest.putArray("callback_urls").add(wanted.callback().toString());
        manifest.putObject("hook_attributes")
                .put("url", wanted.publicUrl() + wanted.webhookPath())
                .put("active", true);
        var permissions = manifest.putObject("default_permissions");
        wanted.needs()
                .permissions()
                .forEach(one -> permissions.put(one.name(), one.access().word()));
        var events = manifest.putArray("default_events");
        wanted.needs().events().stream().sorted().forEach(events::add);
        return manifest.toString();
    }

    /**
     * Exchanges the code that GitHub gave for the App.
     *
     * @throws ForgeException.Missing where GitHub does not know the code, or not any more
     */
    public Created exchange(String code) {
        if (!CODE.matcher(code).matches()) {
            throw new ForgeException.Invalid("this is no code of GitHub");
        }
        var url = rest.address("app-manifests", code, "conversions");
        return rest.post(url, Answered.class).created();
    }

    private record Answered(
            @Nullable Long id,
            @Nullable String slug,
            @JsonProperty("html_url") @Nullable String page,
            @Nullable String pem,
            @JsonProperty("webhook_secret") @Nullable String webhookSecret,
            @JsonProperty("client_id") @Nullable String clientId,
            @JsonProperty("client_secret") @Nullable String clientSecret) {
        Created created() {
            return new Created(
                    Rest.need(id, "id"),
                    Rest.need(slug, "slug"),
                    URI.create(Rest.need(page, "html_url")),
                    Secret.of(Rest.need(pem, "pem")),
                    Secret.of(Rest.need(webhookSecret, "webhook_secret")),
                    Rest.need(clientId, "client_id"),
                    Secret.of(Rest.need(clientSecret, "client_secret")));
        }
    }
}
