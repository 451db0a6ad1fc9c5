package treewarden.bench.pages;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks at what is to be measured: a contribution's page that lacks one of its parts is quick for no good reason, and the
 * run ends before it begins.
 *
 * @param cookie of somebody who has signed in
 */
record LookAtParts(int port, String cookie, int contributions) {
    /** Pages of each sort that are looked at. */
    private static final int EACH = 3;

    /** What each page of a contribution shows, however far it is. */
    private static final List<String> ALWAYS = List.of(
            "class=\"queue narrow\"",
            "class=\"act ",
            "class=\"diff\"",
            "class=\"quoted\"",
            "class=\"leaf\"",
            "Checked bytes",
            "class=\"said\"",
            "class=\"timeline\"");

    /** Parts that are not there while there is nothing to say. */
    private static final Set<String> NOTHING = Set.of(
            "First look: nobody has judged this yet.",
            "The head commit has not been checked yet.",
            "is not kept any more.",
            "It is not known here what commit",
            "Nothing was written within a month.");

    /** Throws where something is missing, and says what. */
    void look() throws IOException, InterruptedException {
        var client = HttpClient.newHttpClient();
        var missing = new ArrayList<String>();
        for (var sight : Sight.values()) {
            for (int n = 0; n < EACH; n++) {
                var path = MeasurePages.contribution(sight.number(n, contributions));
                var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Cookie", cookie)
                        .build();
                var page = client.send(request, BodyHandlers.ofString()).body();
                Stream.concat(ALWAYS.stream(), sight.marks().stream())
                        .filter(mark -> !page.contains(mark))
                        .forEach(mark -> missing.add(path + " (" + sight.words() + ") does not show " + mark));
                NOTHING.stream()
                        .filter(page::contains)
                        .forEach(words -> missing.add(path + " (" + sight.words() + ") says: " + words));
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "The pages are leaner than they are served:\n" + String.join("\n", missing));
        }
    }
}
