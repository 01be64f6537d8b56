// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Asks the health endpoint named by its one argument. Ends with 0 when the answer is 200, with 1 when it is anything else
 * or does not come within five seconds. The health check of the container image, which has no curl.
 */
public final class HealthProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private HealthProbe() {}

    public static void main(String[] args) throws InterruptedException {
        if (args.length != 1) {
            System.err.println("usage: HealthProbe URL");
            System.exit(2);
        }
        System.exit(isHealthy(URI.create(args[0])) ? 0 : 1);
    }

    private static boolean isHealthy(URI endpoint) throws InterruptedException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        HttpRequest request = HttpRequest.newBuilder(endpoint).timeout(PATIENCE).build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            System.out.println(status);
            return status == 200;
        } catch (IOException e) {
            System.out.println(e.getClass().getSimpleName());
            return false;
        }
    }
}
