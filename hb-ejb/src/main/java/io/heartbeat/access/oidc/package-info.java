/**
 * Users of a provider of OpenID Connect, by the code flow with PKCE: where to send the browser, and who came back. Knows no
 * cookies and no servlets.
 */
package io.heartbeat.access.oidc;
