package draft

// servers are programs that containers run.
var servers = []program{
	{
		names: "gunicorn",
		flags: "--preload --reload --no-sendfile --access-logfile= --error-logfile= --access-logformat= -b= --bind= -w= --workers= --threads= -k= --worker-class= -t= --timeout= --graceful-timeout= --keep-alive= " +
			"-c= --config= --log-level= --log-file= --chdir= --max-requests= --max-requests-jitter= --worker-tmp-dir= --env= -e= --user= --group= -n= --name= --forwarded-allow-ips= --limit-request-line= --capture-output --pythonpath= --log-config=",
		says: []entry{
			{"-b|--bind", "Gunicorn serves {1} on {-b|--bind}"},
			{"", "Gunicorn serves {1}"},
			{"", "Runs Gunicorn, a server for Python applications"},
		},
		more: []entry{
			{"-w|--workers", "The number of worker processes is {-w|--workers}"},
			{"-t|--timeout", "A worker that is silent for {-t|--timeout} seconds is replaced"},
			{"-c|--config", "Its settings are those of {-c|--config}"},
		},
	},
	{
		names: "uvicorn",
		flags: "--reload --proxy-headers --no-access-log --no-server-header --factory --host= --port= --workers= --app-dir= --log-level= --forwarded-allow-ips= --root-path= --log-config= --timeout-keep-alive= --loop= --http= --lifespan= --uds=",
		says: []entry{
			{"--port --host", "Uvicorn serves {1} on port {--port} of {--host}"},
			{"--port", "Uvicorn serves {1} on port {--port}"},
			{"", "Uvicorn serves {1}"},
		},
		more: []entry{
			{"--workers", "The number of worker processes is {--workers}"},
			{"--reload", "`--reload` starts it again when the code changes"},
		},
	},
	{names: "hypercorn daphne granian waitress-serve", flags: "-b= --bind= -p= --port= -w= --workers= --host= --interface= --listen=", says: []entry{{"", "Serves {1}"}}},
	{names: "uwsgi", flags: "--* -*", says: []entry{{"--ini", "uWSGI runs as {--ini} says"}, {"", "Runs uWSGI, a server for Python applications"}}},
	{names: "flask", flags: "--debug --reload --host= -h= --port= -p= --app= -A= --cert=", says: []entry{
		{"run --port|-p", "Flask's own server listens on port {--port|-p}"},
		{"run", "Runs Flask's own server"},
		{"db upgrade", "Brings the database to the form that the code expects"},
	}},
	{names: "fastapi", flags: "--reload --host= --port= --workers= --root-path= --proxy-headers --forwarded-allow-ips=", says: []entry{{"run", "Serves {1}"}, {"dev", "Serves {1} for development"}, {"run", "Serves the FastAPI application"}}},
	{names: "streamlit", flags: "+", says: []entry{{"run", "Streamlit serves {1}"}}},
	{names: "celery", flags: "+ -A= --app= -b=", says: []entry{{"-A|--app worker", "Runs a Celery worker of {-A|--app}"}, {"-A|--app beat", "Runs Celery's scheduler for {-A|--app}"}}},
	{names: "python python3", flags: "+ -u -B -O -E -s -I -m= -c= -W= -X=", says: []entry{
		{"-c", "Runs a line of Python"},
		{"-m=http.server", "Serves files with Python's own web server"},
		{"-m=compileall", "Compiles the Python files in advance"},
		{"-m", "Runs the Python module {-m}"},
		{"--version|-V", "Prints the version of Python"},
		{"setup.py", "Builds the project with its `setup.py`"},
		{"", "Runs {1} with Python"},
	}, more: []entry{{"-u", "`-u` writes its output at once"}}},
	{names: "node nodejs", flags: "+ -r= --require= --import= -e= --eval= -v --version --max-old-space-size= --max_old_space_size= --env-file= --enable-source-maps --experimental* --no-* --expose-gc --trace-warnings --inspect*", says: []entry{
		{"-e|--eval", "Runs a line of JavaScript"},
		{"-v|--version", "Prints the version of Node.js"},
		{"", "Runs {1} with Node.js"},
	}},
	{names: "nodemon ts-node tsx", flags: "+ -L --legacy-watch", says: []entry{{"", "Runs {1} with {program}"}}},
	{names: "deno", flags: "+", says: []entry{{"run", "Runs a program with Deno"}, {"cache|install", "Downloads what the program needs"}}},
	{names: "pm2-runtime pm2", flags: "+", says: []entry{{"start", "pm2 runs {1}"}, {"", "pm2 runs {1}"}}},
	{names: "next", flags: "+", says: []entry{{"start", "Starts the server of Next.js"}, {"build", "Builds the Next.js application"}}},
	{names: "java", flags: "+ -jar= -cp= -classpath= -X* -D* -server -agentlib* -javaagent* --add-opens= --enable-preview -version", says: []entry{
		{"-jar", "Runs {-jar} with Java"},
		{"-version", "Prints the version of Java"},
		{"", "Runs {1} with Java"},
	}},
	{names: "ruby", flags: "+ -e= -I= -r=", says: []entry{{"-e", "Runs a line of Ruby"}, {"", "Runs {1} with Ruby"}}},
	{names: "puma unicorn", flags: "-C= -c= -p= -b= -e= -E= -t= -w=", says: []entry{{"-C|-c", "{program} serves the application as {-C|-c} says"}, {"", "{program} serves the application"}}},
	{names: "php", flags: "+ -r= -S= -t= -d= -v -m -i", says: []entry{{"-S", "PHP's own server listens on {-S}"}, {"-r", "Runs a line of PHP"}, {"-v", "Prints the version of PHP"}, {"", "Runs {1} with PHP"}}},
	{names: "php-fpm", flags: "-F -R -t -O --nodaemonize -y= -c=", says: []entry{{"-t", "Looks for mistakes in PHP's settings"}, {"", "Runs PHP for a web server that stands before it"}}},
	{names: "nginx", flags: "-t -T -q -g= -c= -s= -p= -v -V", says: []entry{
		{"-t", "Looks for mistakes in nginx's settings"},
		{"-g~daemon", "Runs nginx in the foreground, so that the container lives as long as it"},
		{"-s=reload", "Makes nginx read its settings again"},
		{"", "Runs nginx"},
	}},
	{names: "nginx-debug", flags: "-g=", says: []entry{{"", "Runs nginx with more to see in its log"}}},
	{names: "apache2-foreground httpd-foreground", says: []entry{{"", "Runs Apache in the foreground, so that the container lives as long as it"}}},
	{names: "apachectl apache2ctl httpd apache2", flags: "-D= -k= -t -f= -e=", says: []entry{{"-D=FOREGROUND", "Runs Apache in the foreground, so that the container lives as long as it"}, {"-t", "Looks for mistakes in Apache's settings"}, {"", "Runs Apache"}}},
	{names: "caddy", flags: "+ --config= --adapter= -c=", says: []entry{{"run", "Runs the web server Caddy"}}},
	{names: "redis-server", flags: "+", says: []entry{{"", "Runs Redis with {1}"}, {"", "Runs Redis"}}},
	{names: "postgres", flags: "+ -c= -D=", says: []entry{{"", "Runs PostgreSQL"}}},
	{names: "initdb", flags: "-D= --*", says: []entry{{"", "Makes a new, empty database cluster"}}},
	{names: "mysqld mariadbd mysqld_safe", flags: "--*", says: []entry{{"--initialize-insecure|--initialize", "Makes a new, empty database"}, {"", "Runs the database server"}}},
	{names: "mongod", flags: "-*", says: []entry{{"", "Runs MongoDB"}}},
	{names: "memcached", flags: "-*", says: []entry{{"", "Runs Memcached"}}},
	{names: "rabbitmq-server", says: []entry{{"", "Runs RabbitMQ"}}},
	{names: "supervisord", flags: "-n -c= --nodaemon --configuration=", says: []entry{
		{"-c|--configuration", "Supervisor runs the programs of {-c|--configuration}"},
		{"", "Supervisor runs several programs"},
	}},
	{names: "cron crond", flags: "-f -l= -L= -d=", says: []entry{{"-f", "Runs what is planned by time, in the foreground"}, {"", "Runs what is planned by time"}}},
	{names: "sshd", flags: "-D -e -p=", says: []entry{{"-D", "Runs an SSH server in the foreground"}}},
	{names: "tini dumb-init catatonit", flags: "+ -g -s -v -c -w -p= -e= -r= --single-child --rewrite=", says: []entry{
		{"", "{program} is process 1: it passes signals on to {1} and clears away processes that have ended"},
		{"", "{program} is process 1: it passes signals on and clears away processes that have ended"},
	}},
	{names: "sleep", says: []entry{{"infinity", "Does nothing, for ever"}}},
	{names: "tail", flags: "-f -F -n=", says: []entry{{"-f|-F /dev/null", "Does nothing, for ever, so that the container goes on"}, {"-f|-F", "Prints what is added to {args}"}}},
}
