// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.console.access.OwnAddresses;
import dev.stemgate.console.access.UsersFileException;
import dev.stemgate.state.StateException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in the requests that may come in, finds their page, and writes its answer. In this order: the host is ours, the method is known, a
 * file of ours is given to everyone, the browser has a session, somebody logged in, a change comes from our own page and carries
 * the session's token. Logs statuses and exception types only. Thread-safe.
 */
final class FrontServlet extends HttpServlet {

    /** Where a change may be sent to without the login that it is there to make. */
    static final String LOGIN = "/login";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(FrontServlet.class);

    private final transient OwnAddresses addresses;
    private final transient Doorkeeper doorkeeper;
    private final transient Templates templates;
    private final transient SiteMap pages;
    private final transient Assets assets = new Assets();

    FrontServlet(OwnAddresses addresses, Doorkeeper doorkeeper, Templates templates, SiteMap pages) {
        this.addresses = addresses;
        this.doorkeeper = doorkeeper;
        this.templates = templates;
        this.pages = pages;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SecurityHeaders.set(response, doorkeeper.secure());
        write(response, answer(request, response));
    }

    private Reply answer(HttpServletRequest request, HttpServletResponse response) {
        if (!addresses.isOwnHost(header(request, "Host"))) {
            return Reply.plain(421, "This is not the address of the console; see console.publicUrl in stemgate.yaml.");
        }
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (!reads && !request.getMethod().equals("POST")) {
            return Reply.plain(405, "Only GET and POST are answered here.");
        }
        String path = Optional.ofNullable(request.getPathInfo()).orElse(request.getServletPath());
        Optional<Reply> asset = reads ? assets.find(path) : Optional.empty();
        if (asset.isPresent()) {
            return asset.get();
        }
        Visit visit;
        try {
            visit = doorkeeper.visit(request, response, parameters(request));
        } catch (UsersFileException e) {
            return usersUnusable(e);
        }
        if (doorkeeper.asksForLogin() && visit.session().user().isEmpty() && !path.equals(LOGIN)) {
            return toLogin(request);
        }
        try {
            if (!reads) {
                requireOwnForm(request, visit);
            }
            return page(reads ? "GET" : "POST", path, visit);
        } catch (PageProblem problem) {
            return problem(visit, problem);
        } catch (StateException e) {
            LOG.warn("a page was not answered: the state database failed");
            return problem(visit, PageProblem.stateUnavailable());
        } catch (UsersFileException e) {
            return usersUnusable(e);
        } catch (RuntimeException e) {
            LOG.error("a page failed: {} at {}", e.getClass().getName(), place(e));
            return problem(visit, PageProblem.internal());
        }
    }

    private static Reply usersUnusable(UsersFileException e) {
        LOG.warn("a page was not answered: {}", e.getMessage());
        return Reply.plain(503, "The file of the console's users cannot be used; the log says why.");
    }

    private Reply page(String method, String path, Visit visit) {
        Optional<SiteMap.Found> found = pages.find(method, path);
        if (found.isPresent()) {
            return found.get().page().answer(visit.withParts(found.get().parts()));
        }
        if (pages.knows(path)) {
            return Reply.plain(405, "This address is not asked that way.");
        }
        throw PageProblem.notFound("There is no such page.");
    }

    private void requireOwnForm(HttpServletRequest request, Visit visit) {
        if (!addresses.mayChange(header(request, "Origin"), header(request, "Sec-Fetch-Site"))) {
            throw PageProblem.refused("The form was not sent by a page of this console.");
        }
        if (!visit.session().isChangeToken(visit.text("token"))) {
            throw PageProblem.refused(
                    "The form is not of this session, which may have ended. Go back, load the page again and repeat it.");
        }
    }

    /** A part of a page that htmx asks for cannot become a login page: the whole page goes there. */
    private static Reply toLogin(HttpServletRequest request) {
        return "true".equals(request.getHeader("HX-Request"))
                ? new Reply(204, "", new byte[0], Map.of("HX-Redirect", LOGIN))
                : Reply.seeOther(LOGIN);
    }

    private Reply problem(Visit visit, PageProblem problem) {
        return Reply.html(
                problem.status(),
                templates.render("problem", visit, Map.of("title", problem.title(), "sentence", problem.getMessage())));
    }

    private static Map<String, String> parameters(HttpServletRequest request) {
        Map<String, String> first = new HashMap<>();
        request.getParameterMap()
                .forEach((name, values) -> first.put(name, List.of(values).isEmpty() ? "" : values[0]));
        return first;
    }

    private static String header(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name)).orElse("");
    }

    /** Where in our own code; the message may quote data and is left out. */
    private static String place(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            for (StackTraceElement frame : cause.getStackTrace()) {
                if (frame.getClassName().startsWith("dev.stemgate.")) {
                    return cause.getClass().getSimpleName() + " " + frame;
                }
            }
        }
        return "an unknown place";
    }

    private static void write(HttpServletResponse response, Reply reply) throws IOException {
        response.setStatus(reply.status());
        reply.headers().forEach(response::setHeader);
        if (!reply.contentType().isEmpty()) {
            response.setContentType(reply.contentType());
        }
        response.setContentLength(reply.body().length);
        response.getOutputStream().write(reply.body());
    }
}
