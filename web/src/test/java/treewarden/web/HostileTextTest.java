package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.JobPayload;
import treewarden.domain.Person;
import treewarden.store.Job;
import treewarden.store.JobFilter;
import treewarden.store.JobId;
import treewarden.store.JobState;
import treewarden.web.session.PageRole;
import treewarden.web.session.Visitor;

/** Payloads in every untrusted field, in a real browser: none runs, and all of them can be read. */
class HostileTextTest {
    static final List<String> PAYLOADS = List.of(
            "<script>window.hit=1</script>",
            "\"><script>window.hit=1</script>",
            "'><script>window.hit=1</script>",
            "</title><script>window.hit=1</script>",
            "</textarea><script>window.hit=1</script>",
            "</script><script>window.hit=1</script>",
            "<img src=x onerror=window.hit=1>",
            "\"><img src=x onerror=window.hit=1>",
            "<svg onload=window.hit=1>",
            "<svg><script>window.hit=1</script></svg>",
            "<math><mi xlink:href=\"javascript:window.hit=1\">x</mi></math>",
            "<iframe src=\"javascript:parent.hit=1\"></iframe>",
            "<iframe srcdoc=\"<script>parent.hit=1</script>\"></iframe>",
            "<a href=\"javascript:window.hit=1\">click</a>",
            "javascript:window.hit=1",
            "JaVaScRiPt&colon;window.hit=1",
            "\" onmouseover=\"window.hit=1\" x=\"",
            "' onfocus='window.hit=1' autofocus='",
            "<details open ontoggle=window.hit=1>",
            "<body onload=window.hit=1>",
            "<style>@import 'javascript:window.hit=1'</style>",
            "<div hx-get=\"/\" hx-trigger=\"load\" hx-on:htmx:load=\"window.hit=1\">x</div>",
            "<template><script>window.hit=1</script></template>",
            "<!--><img src=x onerror=window.hit=1>-->",
            "${window.hit=1} {{constructor.constructor('window.hit=1')()}} <%= 1 %>");

    private static final Visitor MONA = new Visitor(new Person(42, "mona"), PageRole.MAINTAINER, "token");

    /** Set before anything of the page runs; what the security policy stopped would have been in the page. */
    private static final String TRAPS =
            "window.stopped = []; document.addEventListener('securitypolicyviolation', (it) =>"
                    + " window.stopped.push(it.violatedDirective + ' ' + it.blockedURI + ' ' + it.sample));";

    private static final String CAUGHT = """
            () => [
              ...(window.hit === undefined ? [] : ['it ran']),
              ...window.stopped,
              ...[...document.querySelectorAll('main :is(script, img, iframe, style, math, template, object, [onclick], [style])')]
                .map((it) => it.outerHTML),
              ...[...document.querySelectorAll('a[href], form[action]')]
                .map((it) => it.getAttribute('href') ?? it.getAttribute('action'))
                .filter((it) => !/^($|https:[/][/]code[.]example[/]|[/](?![/])|#)/.test(it)),
              ...(document.title.endsWith('InstructLab taxonomy') ? [] : ['its title is ' + document.title]),
            ]""";

    @AutoClose
    private static Chromium chromium;

    @TempDir
    static Path folder;

    private static Site site;
    private static EverySortOfJob jobs;

    /**
     * A page that shows text from outside.
     *
     * @param path {@code {n}} stands for the number of a payload, {@code {job}} for that of the job that failed with it and
     *     {@code {text}} for the payload; with any of them, the page is opened once for each
     * @param control what people come for
     * @param words where payloads stand, each whole
     */
    private record Place(String path, String control, List<String> words) {
        List<String> addresses() {
            return path.contains("{")
                    ? IntStream.rangeClosed(1, PAYLOADS.size())
                            .mapToObj(n -> path.replace("{n}", Integer.toString(n))
                                    .replace("{job}", failedWith(n).toString())
                                    .replace("{text}", Addresses.encoded(PAYLOADS.get(n - 1))))
                            .toList()
                    : List.of(path);
        }

        List<String> payloads(int address) {
            return path.contains("{") ? List.of(PAYLOADS.get(address)) : PAYLOADS;
        }

        @Override
        public String toString() {
            return path;
        }
    }

    static Stream<Place> places() {
        var contribution = "/contributions/instructlab/taxonomy/{n}";
        return Stream.of(
                place(
                        "/?turn=triager",
                        "form.filter button",
                        ".group a.title",
                        ".views nav a",
                        ".group .meta span:text-matches('^by ')",
                        ".group .meta span:text-matches('^with ')"),
                place(
                        contribution,
                        "details.act > summary",
                        "h1",
                        "#sample .made .answer",
                        "#prechecks .beside .answer",
                        "ol.seeds blockquote",
                        "#since tr.added .text",
                        "#since q",
                        "#comment .said code",
                        "#timeline b"),
                place(contribution + "?q={text}", "details.act > summary", "h1"),
                place("/?q={text}&state={text}&place={text}&by={text}", "form.filter button"),
                place("/?sort={text}&turn={text}&findings={text}&page={text}", "form.filter button"),
                place("/tree", "form.filter button"),
                place("/tree?q={text}", "form.filter button"),
                place("/tree?at=knowledge/{text}", "form.filter button"),
                place("/over-time", ".chart"),
                place("/runs/{job}", "form button", "td.message"),
                place("/runs", "#failed form button", "#failed .trouble", "#ended .result"),
                place("/releases", "tbody a", "#withdrawn td.long"),
                place(
                        "/releases/release-20261122-{n}",
                        "#questions summary",
                        ".whose",
                        "#gate td.long",
                        "#questions .answer",
                        "#scores .judge",
                        "#trial .answer",
                        "#holds tbody th"),
                place("/audit", "form.filter button", ".lines .what > b"),
                place("/audit?person={text}&contribution={text}&action={text}&from={text}", "form.filter button"),
                place("/contributions/{text}/taxonomy/1", ".problem a"),
                place("/login?next={text}", ".problem a"));
    }

    /** The job that gave up with the text of this number. */
    private static JobId failedWith(int number) {
        var failed = JobFilter.ALL.in(JobState.FAILED).page(PAYLOADS.size(), 0);
        return site.database().<List<Job>>read(tables -> tables.jobs().list(failed)).stream()
                .filter(job -> job.payload() instanceof JobPayload.Reconcile it && it.repository() == number)
                .map(Job::id)
                .findFirst()
                .orElseThrow();
    }

    private static Place place(String path, String control, String... words) {
        return new Place(path, control, List.of(words));
    }

    @BeforeAll
    static void open() {
        chromium = Chromium.orSkip();
        site = Site.in(folder);
        site.signIn(MONA);
        // First, as the audit shows the latest lines.
        for (int n = 1; n <= PAYLOADS.size(); n++) {
            Released.sayingEverywhere(site.database(), n, PAYLOADS.get(n - 1));
        }
        for (int n = 1; n <= PAYLOADS.size(); n++) {
            SameTextEverywhere.on(site, n, PAYLOADS.get(n - 1));
            SameTextEverywhere.keptBy(site, 42, PAYLOADS.get(n - 1));
            site.knows("knowledge/" + PAYLOADS.get(n - 1));
        }
        jobs = EverySortOfJob.on(site.database(), PAYLOADS);
    }

    @AfterAll
    static void close() {
        if (jobs != null) {
            jobs.close();
            site.close();
        }
    }

    @Test
    void thereAreTwentyFivePayloads() {
        assertThat(PAYLOADS).hasSize(25).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=x onerror=window.hit=1>",
                "<b style='color: red'>red</b>",
                "<a href='javascript:window.hit=1'>click</a>",
                "<form action='//elsewhere.example'></form>"
            })
    void whatIsNotKeptInertIsCaught(String payload) {
        try (var context = chromium.browser().newContext()) {
            var page = context.newPage();
            page.addInitScript(TRAPS);
            page.navigate(site.at("/over-time").toString());
            assertThat((List<?>) page.evaluate(CAUGHT)).isEmpty();

            page.evaluate("(text) => { document.querySelector('main').innerHTML = text; }", payload);

            assertThat((List<?>) page.evaluate(CAUGHT)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void runsNowhereAndIsReadEverywhere(Place place) {
        try (var context = chromium.browser().newContext()) {
            var page = context.newPage();
            page.addInitScript(TRAPS);
            var caught = new ArrayList<String>();
            page.onDialog(dialog -> {
                caught.add("dialog " + dialog.message());
                dialog.dismiss();
            });
            page.onPageError(caught::add);
            var addresses = place.addresses();
            for (int i = 0; i < addresses.size(); i++) {
                page.navigate(site.at(addresses.get(i)).toString());

                assertThat((List<?>) page.evaluate(CAUGHT)).as(addresses.get(i)).isEmpty();
                assertThat(page.locator("h1").count()).as("headings").isOne();
                assertThat(page.locator(place.control()).first().isVisible())
                        .as("what people come for is there")
                        .isTrue();
                for (var where : place.words()) {
                    assertThat(texts(page, where)).as(where).containsAll(place.payloads(i));
                }
            }
            assertThat(caught).isEmpty();
        }
    }

    @Test
    void aLoginIsReadInTheBarOfEveryPage() {
        try (var context = chromium.browser().newContext()) {
            var page = context.newPage();
            page.addInitScript(TRAPS);
            for (var payload : PAYLOADS) {
                site.signIn(new Visitor(new Person(42, payload), PageRole.MAINTAINER, payload));
                page.navigate(site.at("/over-time").toString());

                assertThat((List<?>) page.evaluate(CAUGHT)).as(payload).isEmpty();
                assertThat(texts(page, ".you b")).containsExactly(payload);
                assertThat(page.locator(".you input[type=hidden]").inputValue()).isEqualTo(payload);
            }
        } finally {
            site.signIn(MONA);
        }
    }

    private static List<String> texts(Page page, String selector) {
        return page.locator(selector).allTextContents().stream()
                .map(text -> text.strip().replaceFirst("^(by|with) ", ""))
                .toList();
    }
}
