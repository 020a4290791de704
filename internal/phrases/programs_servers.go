package phrases

// servers are programs that containers run.
var servers = []program{
	{names: "gunicorn", flags: "--preload --reload --no-sendfile --daemon,-D --capture-output --enable-stdio-inheritance --access-logfile= --error-logfile= --access-logformat= -b,--bind= -w,--workers= --threads= -k,--worker-class= -t,--timeout= --graceful-timeout= --keep-alive= " +
		"-c,--config= --log-level= --log-file= --chdir= --max-requests= --max-requests-jitter= --worker-tmp-dir= --worker-connections= -e,--env= -u,--user= -g,--group= -n,--name= -p,--pid= --forwarded-allow-ips= --limit-request-line= --pythonpath= --log-config= --certfile= --keyfile= --umask= --backlog= --statsd-host=", says: []entry{
		{"", "Gunicorn serves {1}[ on {-b}]", ""},
		{"", "Runs Gunicorn, a server for Python applications", ""},
	}, more: []Sentence{
		{"-w", "The number of worker processes is {-w}"},
		{"-t", "A worker that is silent for {-t} seconds is replaced"},
		{"-c", "Its settings are those of {-c}"},
	}},
	{names: "uvicorn", flags: "--reload --proxy-headers --no-access-log --no-server-header --factory --use-colors --host= --port= --workers= --app-dir= --log-level= --forwarded-allow-ips= --root-path= --log-config= --timeout-keep-alive= --loop= --http= --ws= --lifespan= --uds= --reload-dir= --env-file= --ssl-keyfile= --ssl-certfile= --interface= --limit-concurrency=",
		says: []entry{{"", "Uvicorn serves {1}[ on port {--port}][ of {--host}]", ""}},
		more: []Sentence{
			{"--workers", "The number of worker processes is {--workers}"},
			{"--reload", "`--reload` starts it again when the code changes"},
		}},
	{names: "hypercorn daphne granian waitress-serve", flags: "-b,--bind= -p,--port= -w,--workers= --host= --interface= --listen= --call -k= -c,--config= --log-level= -e=", says: []entry{{"", "Serves {1}", ""}}},
	{names: "uwsgi", flags: "-*", says: []entry{{"", "Runs uWSGI, a server for Python applications", ""}}},
	{names: "flask", flags: "--debug --reload --no-debug --no-reload --with-threads -h,--host= -p,--port= -A,--app= --cert= --key= -e,--env-file=", says: []entry{
		{"run -p", "Flask's own server listens on port {-p}", ""},
		{"run", "Runs Flask's own server", ""},
		{"db upgrade", migrates, ""},
	}},
	{names: "fastapi", flags: "--reload --proxy-headers --host= --port= --workers= --root-path= --forwarded-allow-ips= --app=", says: []entry{{"run", "Serves {1?the FastAPI application}", ""}, {"dev", "Serves {1?the FastAPI application} for development", ""}}},
	{names: "streamlit", flags: "+", says: []entry{{"run", "Streamlit serves {1}", ""}}},
	{names: "celery", flags: "+ -A,--app= -b=", says: []entry{{"worker -A", "Runs a Celery worker of {-A}", ""}, {"beat -A", "Runs Celery's scheduler for {-A}", ""}}},
	{names: "python", flags: "+ -u -B -O -E -s -S -I -v -q -x -m= -c= -W= -X= --version,-V", says: []entry{
		{"-c", "Runs a line of Python", ""},
		{"-m=http.server", "Serves files with Python's own web server", ""},
		{"-m=compileall", "Compiles the Python files in advance", ""},
		{"-m", "Runs the Python module {-m}", ""},
		{"setup.py install", "Builds and installs the project with its `setup.py`", ""},
		{"setup.py", "Works on the project with its `setup.py`: {1}", ""},
		{"!1=-", "Runs {1} with Python", ""},
	}, more: []Sentence{{"-u", "`-u` writes its output at once"}}},
	{names: "node nodejs", flags: "+ -r,--require= --import= --loader= -e,--eval= -p,--print= -v,--version --max-old-space-size,--max_old_space_size= --env-file= --enable-source-maps --experimental-vm-modules --experimental-modules --trace-warnings --inspect --inspect-brk --expose-gc --openssl-legacy-provider --dns-result-order= --conditions= -C=", says: []entry{
		{"-e|-p", "Runs a line of JavaScript", ""},
		{"", "Runs {1} with Node.js", ""},
	}},
	{names: "nodemon ts-node tsx", flags: "+ -L,--legacy-watch", says: []entry{{"", "Runs {1} with {program}", ""}}},
	{names: "deno", flags: "+", says: []entry{{"run", "Runs a program with Deno", ""}, {"cache|install", "Downloads what the program needs", ""}}},
	{names: "pm2-runtime pm2", flags: "+", says: []entry{{"start", "pm2 runs {1}", ""}, {"!1=install|save|startup|delete|stop|logs|set|kill", "pm2 runs {1}", ""}}},
	{names: "next", flags: "+", says: []entry{{"start", "Starts the server of Next.js", ""}, {"build", "Builds the Next.js application", ""}}},
	{names: "java", flags: "+ -jar= -cp,-classpath,--class-path= -m,--module= -p,--module-path= --add-opens= --add-modules= --add-exports= -X* -D* -server -client -ea -enable-preview -version", says: []entry{
		{"-jar", "Runs {-jar} with Java", ""},
		{"", "Runs {1} with Java", ""},
	}},
	{names: "ruby", flags: "+ -e= -I= -r= -C= -W? -w", says: []entry{{"-e", "Runs a line of Ruby", ""}, {"", "Runs {1} with Ruby", ""}}},
	{names: "puma unicorn", flags: "-C,-c= -p= -b= -e,-E= -t= -w= -D -d -v", says: []entry{{"-C", "{program} serves the application as {-C} says", ""}, {"", "{program} serves the application", ""}}},
	{names: "php", flags: "+ -r= -S= -t= -d= -f= -c= -v -m -i -n -q", says: []entry{
		{"-S", "PHP's own server listens on {-S}", ""},
		{"-r", "Runs a line of PHP", ""},
		{"--", "", ""},
		{"", "Runs {1} with PHP", ""},
	}},
	{names: "php-fpm", flags: "-F,--nodaemonize -R,--allow-to-run-as-root -t,--test -O,--force-stderr -D,--daemonize -n -y,--fpm-config= -c= -d= -p= -g=", says: []entry{{"-t", "Looks for mistakes in PHP's settings", ""}, {"", "Runs PHP for a web server that stands before it", ""}}},
	{names: "nginx", flags: "-t -T -q -v -V -g= -c= -s= -p= -e=", says: []entry{
		{"-t|-T", "Looks for mistakes in nginx's settings", ""},
		{"-g~off", "Runs nginx in the foreground, so that the container lives as long as it", ""},
		{"-s=reload", "Makes nginx read its settings again", ""},
		{"!-s", "Runs nginx", ""},
	}},
	{names: "nginx-debug", flags: "-g=", says: []entry{{"", "Runs nginx with more to see in its log", ""}}},
	{names: "apache2-foreground httpd-foreground", says: []entry{{"", "Runs Apache in the foreground, so that the container lives as long as it", ""}}},
	{names: "apachectl apache2ctl httpd apache2", flags: "-D= -k= -t,-S -f= -e= -d= -c= -C= -v -V -M -l -X", says: []entry{
		{"-D=FOREGROUND", "Runs Apache in the foreground, so that the container lives as long as it", ""},
		{"-t", "Looks for mistakes in Apache's settings", ""},
		{"$ !-v !-V !-M !-l !-k", "Runs Apache", ""},
	}},
	{names: "caddy", flags: "+ -c,--config= --adapter=", says: []entry{{"run", "Runs the web server Caddy", ""}}},
	{names: "redis-server", flags: "+", says: []entry{{"", "Runs Redis[ with {1}]", ""}}},
	{names: "postgres", flags: "+ -c= -D=", says: []entry{{"", "Runs PostgreSQL", ""}}},
	{names: "initdb", flags: "-D= -*", says: []entry{{"", "Makes a new, empty database cluster", ""}}},
	{names: "mysqld mariadbd mysqld_safe", flags: "-*", says: []entry{{"--initialize-insecure|--initialize", "Makes a new, empty database", ""}, {"", "Runs the database server", ""}}},
	{names: "mongod", flags: "-*", says: []entry{{"", "Runs MongoDB", ""}}},
	{names: "memcached", flags: "-*", says: []entry{{"", "Runs Memcached", ""}}},
	{names: "rabbitmq-server", says: []entry{{"", "Runs RabbitMQ", ""}}},
	{names: "supervisord", flags: "-n,--nodaemon -c,--configuration= -l= -u= -d= -e= -j=", says: []entry{
		{"-c", "Supervisor runs the programs of {-c}", ""},
		{"", "Supervisor runs several programs", ""},
	}},
	{names: "cron crond", flags: "-f -n -b -S -l= -L= -d= -c=", says: []entry{{"-f", "Runs what is planned by time, in the foreground", ""}, {"", "Runs what is planned by time", ""}}},
	{names: "sshd", flags: "-D -e -d -t -p= -f= -h= -o=", says: []entry{{"-D", "Runs an SSH server in the foreground", ""}}},
	{names: "tini dumb-init catatonit", flags: "+ -g -s -v -vv -c,--single-child -w -p= -e= -r,--rewrite=", says: []entry{
		{"", "{program} is process 1: it passes signals on[ to {1}] and clears away processes that have ended", ""},
	}},
	{names: "sleep", says: []entry{{"infinity|inf", "Does nothing, for ever", ""}}},
	{names: "tail", flags: "-f,-F,--follow -n,--lines= -c= -q --retry --pid=", says: []entry{{"/dev/null -f", "Does nothing, for ever, so that the container goes on", ""}, {"-f", "Prints what is added to {args}", ""}}},
}
