package treewarden.bench.pages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * A hundred thousand contributions with a million rows of samples in SQLite, and 50 requests a second over every page in
 * turn. For each page: what it took from when it was due until its last byte, and of that what its statements took inside
 * the server, in the same run. Arguments: a folder, in which what an earlier run with as many contributions filled is
 * taken as it is; the contributions and the seconds where they are others.
 */
public final class MeasurePages {
    private static final int PER_SECOND = 50;
    private static final int CONNECTIONS = 16;
    private static final int WARM_UP_SECONDS = 20;
    private static final double LIMIT_MS = 100;
    private static final String SIGNED_IN = ", signed in";

    private MeasurePages() {}

    /** Latencies in milliseconds, one entry for each request. */
    private record Measured(ConcurrentLinkedQueue<Double> all, ConcurrentLinkedQueue<Double> sql) {
        Measured() {
            this(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
        }
    }

    public static void main(String[] arguments) throws Exception {
        int contributions = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 120;
        var folder = filled(Path.of(arguments[0]).toAbsolutePath(), contributions);
        var server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServePages.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            var port = said.readLine();
            if (port == null) {
                throw new IllegalStateException("The server did not start; what it said stands above.");
            }
            var cookie = signedIn(Integer.parseInt(port));
            new LookAtParts(Integer.parseInt(port), cookie, contributions).look();
            var load = new Load(Integer.parseInt(port), cookie, contributions);
            load.run(WARM_UP_SECONDS);
            report(load.run(seconds), contributions);
        } finally {
            server.getOutputStream().close();
            server.waitFor();
        }
    }

    /** One that was not filled to its end has another name. */
    private static Path filled(Path folder, int contributions) throws IOException, SQLException {
        var filled = folder.resolve("filled-" + contributions);
        if (!Files.exists(filled)) {
            var filling = Files.createTempDirectory(folder, "filling");
            long start = System.nanoTime();
            FillQueue.fill(filling, contributions);
            Files.move(filling, filled);
            System.err.printf(Locale.ROOT, "filled in %.0f s%n", (System.nanoTime() - start) / 1e9);
        }
        return filled;
    }

    /** The cookie of somebody who has just signed in. */
    private static String signedIn(int port) throws IOException {
        try (var connection = new VisitPages(port)) {
            var there = connection.visit("/login", "");
            return cookie(connection.visit(there.header("location"), cookie(there)));
        }
    }

    private static String cookie(VisitPages.Answer answer) {
        return answer.header("set-cookie").replaceFirst(";.*", "");
    }

    /** Each page by its name, as the address of its n-th visit. */
    private static Map<String, IntFunction<String>> pages(int contributions) {
        var pages = new LinkedHashMap<String, IntFunction<String>>();
        pages.put("queue", n -> "/");
        pages.put("queue" + SIGNED_IN, n -> "/");
        pages.put("queue, a state by latest change", n -> "/?state=released&sort=latest");
        pages.put("queue, the last page of what is done", n -> "/?turn=nobody&page=100");
        pages.put("queue, a word that all have", n -> "/?q=leaf");
        pages.put("queue, the beginning of words", n -> "/?q=" + (char) ('a' + n % 26));
        pages.put("queue, two words", n -> "/?q=tides+moon&sort=number");
        pages.put("queue, a number", n -> "/?q=%23" + (1 + n * 7919 % contributions));
        pages.put("queue, a folder and a kind", n -> "/?kind=knowledge&place=knowledge&sort=age");
        pages.put("queue, somebody's", n -> "/?by=person" + n % 5_000);
        pages.put("queue, errors and a low yield", n -> "/?findings=errors&sample=low&assignee=nobody");
        pages.put("contribution", n -> contribution(n, contributions));
        pages.put("contribution" + SIGNED_IN, n -> contribution(n, contributions));
        for (var sight : Sight.values()) {
            pages.put("contribution " + sight.words() + SIGNED_IN, n -> contribution(sight.number(n, contributions)));
        }
        pages.put("contribution beside a search", n -> contribution(n, contributions) + "?q=tides");
        pages.put("contribution as JSON", n -> "/api" + contribution(n, contributions));
        pages.put("list as JSON", n -> "/api/contributions?state=awaiting-triage");
        pages.put("tree", n -> "/tree");
        pages.put("tree, a folder", n -> "/tree?at=knowledge");
        pages.put("tree, a search", n -> "/tree?q=leaf1");
        pages.put("over time", n -> "/over-time");
        pages.put("runs" + SIGNED_IN, n -> "/runs");
        pages.put(
                "run" + SIGNED_IN,
                n -> "/runs/" + (1 + n * 7L % Math.max(1, contributions / FillQueue.CONTRIBUTIONS_OF_A_JOB)));
        pages.put("runs as JSON", n -> "/api/jobs?state=queued");
        pages.put("releases" + SIGNED_IN, n -> "/releases");
        pages.put("release" + SIGNED_IN, n -> "/releases/" + FillReleases.id(n % FillReleases.RELEASES));
        pages.put(
                "release, every question",
                n -> "/releases/" + FillReleases.id(n % FillReleases.RELEASES) + "?all=yes&page=" + (1 + n % 10));
        pages.put("release as JSON", n -> "/api/releases/" + FillReleases.id(n % FillReleases.RELEASES));
        pages.put("audit" + SIGNED_IN, n -> "/audit");
        pages.put("audit, long ago" + SIGNED_IN, n -> "/audit?until=2020-01-01");
        pages.put("audit, an action" + SIGNED_IN, n -> "/audit?action=decide");
        return pages;
    }

    private static String contribution(int n, int contributions) {
        return contribution(1 + (int) (n * 7919L % contributions));
    }

    static String contribution(int number) {
        return "/contributions/instructlab/taxonomy/" + number;
    }

    /** @param cookie of somebody who has signed in */
    private record Load(int port, String cookie, int contributions) {
        Map<String, Measured> run(int seconds) throws InterruptedException {
            var pages = List.copyOf(pages(contributions).entrySet());
            var measured = new ConcurrentHashMap<String, Measured>();
            var ticket = new AtomicInteger();
            long start = System.nanoTime();
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < CONNECTIONS; i++) {
                var thread = new Thread(() -> {
                    try (var connection = new VisitPages(port)) {
                        int turn;
                        while ((turn = ticket.getAndIncrement()) < seconds * PER_SECOND) {
                            // It counts from when it was due, so that a stall is not hidden by the requests that it
                            // held up.
                            long due = start + turn * 1_000_000_000L / PER_SECOND;
                            await(due);
                            var page = pages.get(turn % pages.size());
                            double sql = visit(
                                    connection, page.getKey(), page.getValue().apply(turn / pages.size()));
                            var of = measured.computeIfAbsent(page.getKey(), name -> new Measured());
                            of.all().add((System.nanoTime() - due) / 1e6);
                            of.sql().add(sql);
                        }
                    } catch (IOException | RuntimeException e) {
                        // Whatever cannot be measured ends the whole, as there is nothing to report then.
                        e.printStackTrace();
                        Runtime.getRuntime().halt(1);
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (var thread : threads) {
                thread.join();
            }
            return measured;
        }

        private static void await(long due) {
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
        }

        /** The milliseconds of its SQL. */
        private double visit(VisitPages connection, String name, String path) throws IOException {
            var answer = connection.visit(path, name.endsWith(SIGNED_IN) ? cookie : "");
            if (answer.status() != 200) {
                throw new IllegalStateException(path + " was answered with " + answer.status());
            }
            return Double.parseDouble(answer.header("server-timing").replaceFirst(".*dur=", ""));
        }
    }

    private static void report(Map<String, Measured> measured, int contributions) {
        System.out.printf(
                Locale.ROOT,
                "pages: %,d contributions, %,d rows of samples, %d requests a second; milliseconds%n%n  %8s %8s %8s %8s%n",
                contributions,
                contributions * FillQueue.ROWS_OF_A_SAMPLE,
                PER_SECOND,
                "p50",
                "p99",
                "SQL p50",
                "SQL p99");
        double slowest = 0;
        var slowestPage = "";
        for (var name : pages(contributions).keySet()) {
            var of = measured.get(name);
            if (of == null) {
                throw new IllegalStateException("a page was not measured: " + name + "; give it more seconds");
            }
            double p99 = quantile(of.all(), 0.99);
            System.out.printf(
                    Locale.ROOT,
                    "  %8.1f %8.1f %8.1f %8.1f  %s%n",
                    quantile(of.all(), 0.5),
                    p99,
                    quantile(of.sql(), 0.5),
                    quantile(of.sql(), 0.99),
                    name);
            if (p99 > slowest) {
                slowest = p99;
                slowestPage = name;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%n  slowest: %s, %.0f ms over its p99 is %.2f%n%n",
                slowestPage,
                LIMIT_MS,
                LIMIT_MS / slowest);
        System.out.printf(
                Locale.ROOT,
                "{\"benchmark\":\"pages\",\"contributions\":%d,\"slowest\":\"%s\",\"p99_ms\":%.1f,\"ratio\":%.2f}%n",
                contributions,
                slowestPage,
                slowest,
                LIMIT_MS / slowest);
    }

    private static double quantile(ConcurrentLinkedQueue<Double> values, double of) {
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((int) Math.round(of * (sorted.size() - 1)));
    }
}
