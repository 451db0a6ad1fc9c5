package treewarden.sdg.document.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.GZIPInputStream;
import javax.net.SocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.eclipse.jgit.transport.UploadPackInternalServerErrorException;

/**
 * Hosts of git repositories, out there: github.com, docs.example and whoever else has a repository put here. Speaks git
 * over https for real, with JGit's own server behind it, or something else where a test says so. It lives on this
 * machine; the network that it hands out leads every address to it, and every name to a public address unless told
 * otherwise, so the rules of production hold for whoever uses it.
 */
final class GitHost implements AutoCloseable {
    static final String PUBLIC = "93.184.215.14";

    private static final List<Logger> NOISE =
            List.of(Logger.getLogger(MockWebServer.class.getName()), Logger.getLogger(OkHttpClient.class.getName()));

    private final MockWebServer server = new MockWebServer();
    private final HandshakeCertificates trust;
    private final Map<String, Repository> repositories = new ConcurrentHashMap<>();
    private final Map<String, List<String>> answersOfNames = new ConcurrentHashMap<>();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final List<InetAddress> connectedTo = new CopyOnWriteArrayList<>();
    private final List<String> resolved = Collections.synchronizedList(new ArrayList<>());
    private volatile Function<RecordedRequest, Optional<MockResponse>> instead = request -> Optional.empty();
    private volatile boolean commitsAlone;
    private volatile boolean realGit;

    GitHost() {
        NOISE.forEach(noise -> noise.setLevel(Level.WARNING));
        var certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("github.com")
                .addSubjectAlternativeName("docs.example")
                .build();
        trust = new HandshakeCertificates.Builder()
                .addTrustedCertificate(certificate.certificate())
                .build();
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                requests.add(request);
                return instead.apply(request).orElseGet(() -> git(request));
            }
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Serves the repository under a path such as {@code /owner/name}, with and without {@code .git}. */
    GitHost with(String path, Commits repository) {
        var config = repository.repository().getConfig();
        config.setBoolean("uploadpack", null, "allowFilter", true);
        save(repository.repository());
        repositories.put(path, repository.repository());
        return this;
    }

    private static void save(Repository repository) {
        try {
            repository.getConfig().save();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cannot leave anything out. */
    GitHost withoutFilter(String path) {
        known(path).getConfig().setBoolean("uploadpack", null, "allowFilter", false);
        save(known(path));
        return this;
    }

    /** Hands out commits of its branches and nothing else. */
    GitHost commitsAlone() {
        commitsAlone = true;
        return this;
    }

    /** Serves by the git of this machine. */
    GitHost byRealGit() {
        realGit = true;
        return this;
    }

    /** What is answered to a request, in place of git. */
    GitHost answering(Function<RecordedRequest, Optional<MockResponse>> answer) {
        instead = answer;
        return this;
    }

    GitHost answeringAll(MockResponse answer) {
        return answering(request -> Optional.of(answer));
    }

    /** The addresses of a name, one for each time it is asked for; the last one from then on. */
    GitHost naming(String host, String... addresses) {
        answersOfNames.put(host, new ArrayList<>(List.of(addresses)));
        return this;
    }

    /** How many times somebody began to fetch. */
    long beginnings() {
        return requests.stream()
                .filter(request -> request.getMethod().equals("GET"))
                .count();
    }

    List<RecordedRequest> requests() {
        return requests;
    }

    List<InetAddress> connectedTo() {
        return connectedTo;
    }

    List<String> resolved() {
        return resolved;
    }

    Network network() {
        return new Network(
                this::resolve,
                new PublicAddresses(),
                client -> client.sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                        .socketFactory(new AllRoadsLeadHere()));
    }

    private List<InetAddress> resolve(String host) throws UnknownHostException {
        resolved.add(host);
        var answers = answersOfNames.get(host);
        if (answers == null) {
            return List.of(InetAddress.getByName(PUBLIC));
        }
        synchronized (answers) {
            var next = answers.size() > 1 ? answers.remove(0) : answers.get(0);
            return List.of(InetAddress.getByName(next));
        }
    }

    private Repository known(String path) {
        return Objects.requireNonNull(repositories.get(path), path);
    }

    private MockResponse git(RecordedRequest request) {
        var url = request.getUrl();
        var path = url.encodedPath();
        boolean asksForNames = path.endsWith("/info/refs");
        var name = path.replaceFirst("/(info/refs|git-upload-pack)$", "").replaceFirst("\\.git$", "");
        var repository = repositories.get(name);
        if (repository == null) {
            return new MockResponse.Builder().code(404).build();
        }
        try {
            var out = new ByteArrayOutputStream();
            if (realGit) {
                RealGit.serve(repository, request, out);
                return answer(asksForNames, out);
            }
            try (var upload = new UploadPack(repository)) {
                upload.setBiDirectionalPipe(false);
                upload.setExtraParameters(
                        List.of(Objects.requireNonNullElse(request.getHeaders().get("Git-Protocol"), "version=0")));
                upload.setRequestPolicy(
                        commitsAlone ? UploadPack.RequestPolicy.REACHABLE_COMMIT_TIP : UploadPack.RequestPolicy.ANY);
                if (asksForNames) {
                    upload.sendAdvertisedRefs(
                            new RefAdvertiser.PacketLineOutRefAdvertiser(new PacketLineOut(out)), "git-upload-pack");
                } else {
                    upload(upload, request, out);
                }
            }
            return answer(asksForNames, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MockResponse answer(boolean asksForNames, ByteArrayOutputStream out) {
        return new MockResponse.Builder()
                .addHeader(
                        "Content-Type",
                        asksForNames
                                ? "application/x-git-upload-pack-advertisement"
                                : "application/x-git-upload-pack-result")
                .body(new Buffer().write(out.toByteArray()))
                .build();
    }

    /** Where JGit's server stumbles over an id that it does not know, git itself says this. */
    private static void upload(UploadPack upload, RecordedRequest request, ByteArrayOutputStream out)
            throws IOException {
        try {
            upload.upload(body(request), out, null);
        } catch (UploadPackInternalServerErrorException e) {
            out.reset();
            new PacketLineOut(out).writeString("ERR upload-pack: not our ref");
        } catch (PackProtocolException e) {
            // It has said so in its answer.
            assertThat(out.toString(UTF_8)).contains("ERR ");
        }
    }

    static InputStream body(RecordedRequest request) throws IOException {
        var sent = new ByteArrayInputStream(
                Objects.requireNonNull(request.getBody()).toByteArray());
        return "gzip".equals(request.getHeaders().get("Content-Encoding")) ? new GZIPInputStream(sent) : sent;
    }

    @Override
    public void close() {
        server.close();
    }

    /** Sockets that note where they were sent, and go to this server. */
    private final class AllRoadsLeadHere extends SocketFactory {
        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public void connect(SocketAddress to, int timeout) throws IOException {
                    var asked = (InetSocketAddress) to;
                    if (asked.getPort() != 443) {
                        throw new IOException("port " + asked.getPort());
                    }
                    connectedTo.add(asked.getAddress());
                    super.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()), timeout);
                }
            };
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
