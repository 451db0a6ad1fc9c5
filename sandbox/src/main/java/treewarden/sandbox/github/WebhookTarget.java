package treewarden.sandbox.github;

/** Where deliveries go, and the secret that signs them. */
public record WebhookTarget(String url, String secret) {

    @Override
    public String toString() {
        return "WebhookTarget[url=" + url + ", secret=...]";
    }
}
